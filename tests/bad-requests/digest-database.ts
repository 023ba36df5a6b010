import type postgres from 'postgres';

/**
 * A digest of every row of every table that is ours or Supabase's accounts and files, by name. Left out is what moves
 * without anybody's request: when sweep and housekeeping last ran, the figures that it sums up, and when a file was last read.
 */
export async function digestDatabase(database: postgres.Sql): Promise<Record<string, string>> {
  const tables = await database<{ schema: string; name: string }[]>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relname not like 'metric%' and (n.nspname in ('public', 'private', 'storage') or (n.nspname = 'auth' and c.relname = 'users'))
     order by 1, 2`;
  const digests: Record<string, string> = {};
  for (const { schema, name } of tables) {
    const [row] = await database<{ digest: string }[]>`
      select count(*) || ' ' || coalesce(md5(string_agg(line, ',' order by line)), '') as digest
        from (select (to_jsonb(t) - '{swept_at,done_at,last_accessed_at}'::text[])::text as line from ${database(schema)}.${database(name)} t) lines`;
    digests[`${schema}.${name}`] = row?.digest ?? '';
  }
  return digests;
}
