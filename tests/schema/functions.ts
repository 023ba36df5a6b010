interface SqlFile {
  name: string;
  text: string;
}

const FUNCTION =
  /^create (?:or replace )?function ([\w.]+)\([\s\S]*?\n\$\$;\n(?:comment on function \1\([\s\S]*?';\n)?/gm;

/** Every function of these files by its name, with its whole text: definition and comment, as often as it is defined. */
export function readFunctions(files: SqlFile[]): Map<string, string[]> {
  const functions = new Map<string, string[]>();
  for (const { text } of files) {
    for (const [definition, name] of text.matchAll(FUNCTION)) {
      functions.set(name ?? '', [...(functions.get(name ?? '') ?? []), definition]);
    }
  }
  return functions;
}

const LONGEST = 250;

/** What is wrong with the schema files before any database has read them. */
export function findFaults(files: SqlFile[]): string[] {
  const twice = [...readFunctions(files)].filter(([, definitions]) => definitions.length > 1);
  const lines = (text: string) => text.split('\n').length - 1;
  return [
    ...twice.map(
      ([name, { length }]) => `${name} is defined ${length} times: a function stands in one place`,
    ),
    ...files
      .filter(({ text }) => /^create or replace /m.test(text))
      .map(({ name }) => `${name} replaces something: change it where it is made`),
    ...files
      .filter(({ text }) => lines(text) > LONGEST)
      .map(({ name, text }) => `${name} has ${lines(text)} lines, more than ${LONGEST}`),
  ];
}
