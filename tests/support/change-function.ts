import type { Sql } from 'postgres';

/** Replaces a part of a database function's text; throws if the function no longer has it. */
export async function changeFunction(sql: Sql, name: string, part: RegExp, instead: string): Promise<void> {
  const [found] = await sql`select pg_get_functiondef(${name}::regproc) as text`;
  const text = String(found?.text);
  const changed = text.replace(part, instead);
  if (changed === text) throw new Error(`${name} has nothing like ${part}`);
  await sql.unsafe(changed);
}
