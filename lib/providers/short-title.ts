import { visibleText } from '@/lib/schema/text';

const MAX_WORDS = 5;
const MAX_CHARACTERS = 60;

/** Tags and comments; a lone < or > is text. */
const TAGS = /<!--.*?(?:-->|$)|<\/?[a-z][^<>]*>/gis;
const EDGES = /^[\s"'“”‘’«»*_#`-]+|[\s"'“”‘’«»*_`.,;:!-]+$/g;

/**
 * The first line of a model's answer that says something as a title: without tags, quotes, markup, full stop and what can't be
 * seen, at most 5 words; empty if nothing is left.
 */
export function shortTitle(answer: string): string {
  const lines = answer.replace(TAGS, ' ').split(/[\n\u2028\u2029]/);
  const line = lines.map((part) => visibleText(part).replace(EDGES, '')).find(Boolean) ?? '';
  return Array.from(line.split(/\s+/).slice(0, MAX_WORDS).join(' ')).slice(0, MAX_CHARACTERS).join('').trim();
}
