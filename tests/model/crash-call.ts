import postgres, { type Sql } from 'postgres';
import { expect } from 'vitest';
import type { DatabaseCall } from './call';
import { runCall } from './run-call';

/**
 * Makes a call in a transaction whose connection is killed before it commits: as if it had never been made. The
 * connection is thrown away, because the client does not always notice the death of one that it keeps.
 */
export async function crashCall(url: string, killer: Sql, call: DatabaseCall): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`begin`;
  const [backend] = await sql`select pg_backend_pid() as pid`;
  const pid = Number(backend?.pid);
  await runCall(sql, call);
  await killer`select pg_terminate_backend(${pid})`;
  await expect
    .poll(() => killer`select from pg_stat_activity where pid = ${pid}`, { interval: 1, timeout: 10_000 })
    .toHaveLength(0);
  await sql.end({ timeout: 0 });
}
