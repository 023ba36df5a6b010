import type { Sql } from 'postgres';

/** Accounts whose profile does not say of their turn what their tasks do. */
export async function listWrongTurns(sql: Sql): Promise<unknown[]> {
  const rows = await sql`
    select p.user_id, p.running, p.served_at, p.due_at, t.running as is_running, t.served_at as was_served_at, t.due_at as is_due_at
      from public.profiles p
      cross join lateral (
        select count(*) filter (where status = 'processing' and kind = 'image') as running, max(started_at) as served_at,
               min(run_after) filter (where status = 'queued') as due_at
          from public.tasks where user_id = p.user_id) t
     where (p.running, p.served_at, p.due_at) is distinct from (t.running::integer, t.served_at, t.due_at)`;
  return [...rows];
}
