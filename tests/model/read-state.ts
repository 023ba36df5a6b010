import type { Sql } from 'postgres';
import { z } from 'zod';

const rowSchema = z.object({
  id: z.string(),
  status: z.string(),
  attempts: z.number(),
  errorCode: z.string().nullable(),
  hasPicture: z.boolean(),
  deleted: z.boolean(),
  outcomes: z.array(z.string().nullable()),
});
const creditsSchema = z.object({ user_id: z.string(), credits: z.number() });

/** Tasks and balances, by their ids. */
export interface State {
  tasks: Record<string, z.infer<typeof rowSchema>>;
  credits: Record<string, number>;
}

/** The rows as they are. */
export async function readState(sql: Sql): Promise<State> {
  const [tasks, profiles] = await Promise.all([
    sql`
      select t.id, t.status, t.attempts, t.error_code as "errorCode", g.object_key is not null as "hasPicture",
             g.deleted_at is not null as deleted,
             to_jsonb(array(select a.outcome from public.task_attempts a where a.task_id = t.id order by a.attempt)) as outcomes
        from public.tasks t join public.generated_images g on g.task_id = t.id`,
    sql`select user_id, credits from public.profiles`,
  ]);
  return {
    tasks: Object.fromEntries(
      z
        .array(rowSchema)
        .parse(tasks)
        .map((task) => [task.id, task]),
    ),
    credits: Object.fromEntries(
      z
        .array(creditsSchema)
        .parse(profiles)
        .map(({ user_id, credits }) => [user_id, credits]),
    ),
  };
}
