import { type Catalogue, OF_NOBODY, READERS } from './read-catalogue';

interface Visitor {
  headers: Record<string, string>;
  userId: string | null;
}

/**
 * Asks the REST API for everything in the catalogue by its name, in every way it knows. Returns what was answered with
 * success, but for rows that name the visitor.
 */
export async function walkRest(
  restUrl: string,
  { relations, routines }: Catalogue,
  { headers, userId }: Visitor,
): Promise<string[]> {
  const findings: string[] = [];
  const ask = async (method: string, path: string, schema: string, body?: string) => {
    const response = await fetch(restUrl + path, {
      method,
      headers: {
        ...headers,
        'Content-Type': 'application/json',
        Prefer: 'return=representation',
        ...(schema !== 'public' && { 'Accept-Profile': schema, 'Content-Profile': schema }),
      },
      ...(body !== undefined && { body }),
    });
    return { ok: response.ok, text: await response.text() };
  };
  for (const { schema, name, columns } of relations) {
    const read = await ask('GET', `/${name}`, schema);
    const rows: unknown = read.ok ? JSON.parse(read.text) : [];
    const foreign =
      Array.isArray(rows) && rows.find((row) => !userId || !JSON.stringify(row).includes(userId));
    const shared = userId && OF_NOBODY.includes(`${schema}.${name}`);
    if (foreign && !shared) findings.push(`GET ${schema}.${name}: ${JSON.stringify(foreign)}`);
    const [column = ''] = columns;
    const writes: [string, string, string?][] = [
      ['POST', `/${name}`, '{}'],
      ['POST', `/${name}?on_conflict=${column}`, '[{}]'],
      ['PATCH', `/${name}?${column}=not.is.null`, `{"${column}":null}`],
      ['PUT', `/${name}?${column}=eq.1`, `{"${column}":1}`],
      ['DELETE', `/${name}?${column}=not.is.null`],
    ];
    for (const [method, path, body] of writes) {
      const { ok, text } = await ask(method, path, schema, body);
      if (ok) findings.push(`${method} ${schema}${path}: ${text}`);
    }
  }
  for (const { schema, name, parameters } of routines) {
    if (READERS.includes(`${schema}.${name}`) && userId) continue;
    const nothing = Object.fromEntries(parameters.map((parameter) => [parameter.name, null]));
    const query = parameters.map((parameter) => `${parameter.name}=null`).join('&');
    for (const [method, path, body] of [
      ['POST', `/rpc/${name}`, JSON.stringify(nothing)],
      ['GET', `/rpc/${name}?${query}`, undefined],
    ] as const) {
      const { ok, text } = await ask(method, path, schema, body);
      if (ok) findings.push(`${method} ${schema}${path}: ${text}`);
    }
  }
  return findings;
}
