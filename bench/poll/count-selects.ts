import { type Call, keepAliveClient } from '@/bench/accept/keep-alive-client';
import { timeBlock } from '@/bench/accept/time-block';
import type { PollWorld } from './poll-world';

/** How often PostgreSQL is asked for rows of ours by one such call; the session check is not among them. */
export async function countSelects({ app }: PollWorld, calls: Call[]): Promise<number> {
  const { database, url } = app;
  const client = keepAliveClient(url);
  try {
    await database`create extension if not exists pg_stat_statements`;
    await database`select pg_stat_statements_reset()`;
    await timeBlock([client], calls, 200);
    // The background loop of the server claims and sweeps meanwhile.
    const [counted] = await database<{ calls: number }[]>`
      select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
       where query ~* '^\\s*(with|select)' and query ~ '\\mpublic\\M'
         and query !~ '(claim_tasks|sweep_tasks|clean_up|take_due_purges|heartbeat_tasks|read_queue_stats)'`;
    return (counted?.calls ?? 0) / calls.length;
  } finally {
    client.close();
  }
}
