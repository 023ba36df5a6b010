/** A query as the address of a request has it. */
export function queryString(query: Readonly<Record<string, string | number | undefined>>): string {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
}
