import type { Sql } from 'postgres';

const times: Record<string, string[]> = {
  'public.tasks': ['run_after', 'lease_expires_at', 'created_at', 'started_at', 'finished_at', 'made_at'],
  'public.task_attempts': ['due_at', 'started_at', 'ended_at'],
  'public.generated_images': ['deleted_at', 'created_at'],
  'public.generation_requests': ['created_at'],
  'private.object_purges': ['due_at', 'retry_at'],
  'private.installation': ['swept_at'],
  'private.lane_turns': ['due_at'],
};

/**
 * What lets time pass, or puts a clock back that was fast by so many (negative) seconds: the database's clock can't be moved, so
 * all of its times are. No trigger sees it, and nobody's transaction is under way meanwhile. For one transaction.
 */
export const clockStatements = (seconds: number): string[] => [
  'set local session_replication_role = replica',
  'lock table private.installation in access exclusive mode',
  'select from public.profiles order by user_id for update',
  'lock table public.generated_images in exclusive mode',
  ...Object.entries(times).map(([table, columns]) => {
    const moved = columns.map((column) => `${column} = ${column} - make_interval(secs => ${seconds})`);
    return `update ${table} set ${moved.join(', ')}`;
  }),
];

export async function moveClock(sql: Sql, seconds: number): Promise<void> {
  await sql.begin(async (transaction) => {
    for (const statement of clockStatements(seconds)) await transaction.unsafe(statement);
  });
}
