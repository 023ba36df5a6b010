import type { Sql } from 'postgres';

const times: Record<string, string[]> = {
  'public.tasks': ['run_after', 'lease_expires_at', 'created_at', 'started_at', 'finished_at', 'made_at'],
  'public.task_attempts': ['due_at', 'started_at', 'ended_at'],
  'public.generated_images': ['deleted_at', 'created_at'],
  'public.task_groups': ['created_at', 'finished_at'],
  'public.notifications': ['created_at', 'read_at'],
  'public.generation_requests': ['created_at'],
  'private.object_purges': ['due_at', 'retry_at'],
  'private.installation': ['swept_at'],
  'private.lane_turns': ['due_at'],
};

/**
 * Lets time pass, or puts a clock back that was fast by so many (negative) seconds: the database's clock can't be moved, so all
 * of its times are. No trigger sees it, and nobody's transaction is under way meanwhile.
 */
export async function moveClock(sql: Sql, seconds: number): Promise<void> {
  const interval = `make_interval(secs => ${seconds})`;
  // What waits for other tasks waits for no time.
  const by = (column: string) =>
    column === 'run_after' ? `case when waits_for = 0 then ${interval} else interval '0' end` : interval;
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`;
    await transaction`lock table private.installation in access exclusive mode`;
    await transaction`select from public.profiles order by user_id for update`;
    await transaction`lock table public.generated_images in exclusive mode`;
    for (const [table, columns] of Object.entries(times)) {
      const moved = columns.map((column) => `${column} = ${column} - ${by(column)}`);
      await transaction.unsafe(`update ${table} set ${moved.join(', ')}`);
    }
  });
}
