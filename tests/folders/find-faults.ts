import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

/** A folder → the folders that its files may import, beside their own. */
export type Arrows = Readonly<Record<string, readonly string[]>>;

/** A folder → words that its files may not use: whatever they say would be of one kind of work. */
export type ForeignWords = Readonly<Record<string, RegExp>>;

const MAX_FILES = 25;
const MAX_LINES = 300;

const SOURCES = ['{proxy,instrumentation}.ts', '{app,components,i18n,lib}/**/*.{ts,tsx,mjs}'];
const isTest = (file: string) => /\.test\.tsx?$|(^|\/)testing\//.test(file);
const isGenerated = (file: string) => file.endsWith('.types.ts') || file === 'next-env.d.ts';

/** What a file imports, exports from elsewhere or loads on demand, as it is written. */
function specifiersOf(file: string, text: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
}

/** The file of ours that a specifier means, without its ending; undefined for packages and data. */
function targetOf(file: string, specifier: string): string | undefined {
  if (!/^(@|\.{1,2})\//.test(specifier) || /\.(json|css)$/.test(specifier)) return undefined;
  return specifier.startsWith('@/')
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(file), specifier);
}

/**
 * The folder of the map that a file belongs to: the nearest one above it. A folder of the first floor (`lib`) holds its own files
 * alone, so that a new folder in it has to be named.
 */
function folderOf(file: string, arrows: Arrows): string | undefined {
  const own = path.posix.dirname(file);
  for (let folder = own; folder !== '.'; folder = path.posix.dirname(folder))
    // `_components` and its like are their page's own, unless they are named.
    if (folder in arrows)
      return folder.includes('/') || folder === own.replace(/\/_.*/, '') ? folder : undefined;
  return own === '.' && '.' in arrows ? '.' : undefined;
}

function circleFrom(start: string, arrows: Arrows, way: readonly string[] = [start]): string[] | undefined {
  for (const next of arrows[way.at(-1) ?? ''] ?? []) {
    if (next === start) return [...way, next];
    const circle = way.includes(next) ? undefined : circleFrom(start, arrows, [...way, next]);
    if (circle) return circle;
  }
  return undefined;
}

function faultsOfMap(arrows: Arrows): string[] {
  const unknown = Object.entries(arrows).flatMap(([folder, targets]) =>
    targets
      .filter((target) => !(target in arrows))
      .map((target) => `${folder} → ${target}: no such folder in the map`),
  );
  const circle = Object.keys(arrows)
    .map((folder) => circleFrom(folder, arrows))
    .find(Boolean);
  return circle ? [...unknown, `the map has a circle: ${circle.join(' → ')}`] : unknown;
}

/** Addresses of the API are what they are. */
const withoutAddresses = (line: string) => line.replaceAll(/\/api\/[\w/-]+/g, '');

function faultsOfWords(file: string, text: string, foreign: RegExp | undefined): string[] {
  if (!foreign) return [];
  return text.split('\n').flatMap((line, index) => {
    const [word] = foreign.exec(withoutAddresses(line)) ?? [];
    return word ? [`${file}:${index + 1}: "${word}" is a word of one kind of work`] : [];
  });
}

function faultsOfFile(file: string, text: string, arrows: Arrows, words: ForeignWords): string[] {
  const lines = text.trimEnd().split('\n').length;
  const long = lines > MAX_LINES ? [`${file}: ${lines} lines, ${MAX_LINES} are the most`] : [];
  const from = folderOf(file, arrows);
  if (from === undefined) return [...long, `${file}: its folder is not in the map (tests/folders/arrows.ts)`];
  const forbidden = specifiersOf(file, text).flatMap((specifier) => {
    const target = targetOf(file, specifier);
    if (target === undefined) return [];
    const to = isTest(`${target}.ts`) || target.startsWith('tests/') ? 'tests' : folderOf(target, arrows);
    if (to === from || (to && arrows[from]?.includes(to))) return [];
    return [`${file}: ${from} may not import ${to ?? target}`];
  });
  return [...long, ...forbidden, ...faultsOfWords(file, text, words[from])];
}

/**
 * What is wrong with the sources under `root`, a sentence each: arrows that the map does not have, foreign words, files too long, folders
 * too full.
 */
export function findFaults(root: string, arrows: Arrows, words: ForeignWords = {}): string[] {
  const files = globSync(SOURCES, { cwd: root })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => !isTest(file) && !isGenerated(file))
    .sort();
  const byFolder = Map.groupBy(files, (file) => path.posix.dirname(file));
  const full = [...byFolder].flatMap(([folder, { length }]) =>
    length > MAX_FILES ? [`${folder}: ${length} files, ${MAX_FILES} are the most`] : [],
  );
  return [
    ...faultsOfMap(arrows),
    ...full,
    ...files.flatMap((file) =>
      faultsOfFile(file, readFileSync(path.join(root, file), 'utf8'), arrows, words),
    ),
  ];
}
