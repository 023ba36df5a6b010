import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { z } from 'zod';
import { leavePictures } from './leave-pictures';
import type { Queue } from './queue';
import { sideBySide } from './side-by-side';

/** Enough that the rule for one user (at most four at a time) leaves all connections something to claim. */
const USERS = 200;

const MAX_RUNNING = 4;
const STATS_KEY = 'gemini:gemini-nano-banana-2.1:1K';

/** As the route has it by default, but for the rate; no place is free for the new task, so it is queued. */
const limits = {
  maxRunning: 0,
  ratePerMinute: 1_000_000,
  leaseSeconds: 45,
  retryDelaysSeconds: [5, 10, 20],
  origin: { requestId: 'b7c5d1f0-6f0c-4d5e-9a53-0d5a4f0e8a11' },
};
const settings = { aspectRatio: '1:1', imageSize: '1K' };

const claimSchema = z.object({ tasks: z.array(z.object({ taskId: z.string(), leaseToken: z.string() })) });

/**
 * Our functions as the server calls them, nothing left out: a task is accepted by create_generation (batch, picture, charge,
 * stored answer), claimed alone by claim_tasks (turns between users, the limit of each, a lease, an attempt that counts), and
 * completed by complete_image (fence, picture, attempt, metrics).
 */
export async function darkroomQueue(url: string, connections: number): Promise<Queue> {
  const sql = postgres(url, { max: connections, onnotice: () => undefined });
  await sql`update private.installation set signup_credits = 1000000000`;
  const users = await sql<{ id: string }[]>`
    insert into auth.users (id, email)
    select id, id || '@example.com' from (select gen_random_uuid() as id from generate_series(1, ${USERS}::int)) made returning id`;

  const accept = (userId: string, taskId: string) => sql`
    select public.create_generation(${userId}, ${[taskId]}::uuid[], ${sql.json({ prompt: 'a kite', count: 1 })},
      'a kite over the bay, watercolour', 'gemini-nano-banana-2.1', ${sql.json(settings)}, ${[7]}::integer[], 4, ${STATS_KEY},
      ${sql.json(limits)})`;
  const claim = async () => {
    const [row] =
      await sql`select public.claim_tasks('{"pictures": 1}', '{image}', ${MAX_RUNNING}) as answer`;
    return claimSchema.parse(row?.answer).tasks[0];
  };
  const complete = async ({ taskId, leaseToken }: { taskId: string; leaseToken: string }) => {
    const [row] = await sql`
      select public.complete_image(${taskId}, ${leaseToken}, ${sql.json({
        objectKey: `user/${taskId}/original`,
        thumbKey: `user/${taskId}/thumb`,
        mimeType: 'image/png',
        width: 1024,
        height: 1024,
        placeholder: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
        sha256: taskId.replaceAll('-', '').repeat(2),
      })}) as done`;
    if (row?.done !== true) throw new Error('a lease was lost');
  };

  return {
    enqueue: (count) => {
      let next = 0;
      return sideBySide(connections, async () => {
        while (next < count) await accept(users[next++ % USERS]?.id ?? '', randomUUID());
      });
    },
    drain: async (count) => {
      const claimMs: number[] = [];
      const seconds = await sideBySide(connections, async () => {
        while (claimMs.length < count) {
          const startedAt = performance.now();
          const task = await claim();
          if (!task) continue;
          claimMs.push(performance.now() - startedAt);
          await complete(task);
        }
      });
      await sql`select public.sweep_tasks()`;
      return { seconds, claimMs };
    },
    leaveFinished: (count) => leavePictures(sql, STATS_KEY, count),
    close: () => sql.end(),
  };
}
