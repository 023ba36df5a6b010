import type { Sql } from 'postgres';

/** Turns in a lane that don't say what the account's tasks do. */
export const WRONG_TURNS = `
  select user_id, lane, l.running, l.due_at, t.running as is_running, t.due_at as is_due_at
    from private.lane_turns l
    full join (
      select user_id, lane, count(*) filter (where status = 'processing') as running,
             min(run_after) filter (where status = 'queued' and waits_for = 0) as due_at
        from public.tasks join public.task_kinds using (kind) group by user_id, lane) t using (user_id, lane)
   where (coalesce(l.running, 0), l.due_at) is distinct from (coalesce(t.running, 0)::integer, t.due_at)`;

export async function listWrongTurns(sql: Sql): Promise<unknown[]> {
  return [...(await sql.unsafe(WRONG_TURNS))];
}
