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

/** Where a lease is looked at by something else than private.leases, or a function is given one and looks at none. */
function unfenced(files: SqlFile[]): string[] {
  const text = files.map((file) => file.text).join('\n');
  const others = text.match(/lease_expires_at\s*>\s*(clock_timestamp\(\)|v_now)(?! \+)/g)?.length ?? 0;
  const open = [...readFunctions(files)].filter(
    ([, [definition = '']]) =>
      /p_lease_token|"leaseToken"/.test(definition) && !/private\.(leases\b|lock_lease\()/.test(definition),
  );
  return [
    ...(others > 1 ? [`${others} places say when a lease runs: private.leases is the one that does`] : []),
    ...open.map(([name]) => `${name} takes a lease and doesn't look for it in private.leases`),
  ];
}

/** What is wrong with the schema files before any database has read them. */
export function findFaults(files: SqlFile[]): string[] {
  const twice = [...readFunctions(files)].filter(([, definitions]) => definitions.length > 1);
  const lines = (text: string) => text.split('\n').length - 1;
  return [
    ...unfenced(files),
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
