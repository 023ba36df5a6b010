import { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import { PLACES_OF_A_USER, type TakeOrder } from './application';
import type { Queue } from './queue';
import { sideBySide } from './side-by-side';

const NAME = 'picture';

/**
 * pg-boss by its own send, fetch of one job and fenced complete; its maintenance does not run meanwhile. Finished jobs stay in its
 * table for a week. With an application, a job is sent in the transaction that accepts the picture, in the group of its user, of
 * which four run at most; its work is to begin the attempt and to complete the picture.
 */
export async function pgBossQueue(
  connectionString: string,
  connections: number,
  takeOrder?: TakeOrder,
): Promise<Queue> {
  const boss = new PgBoss({ connectionString, max: connections, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue(NAME);
  const sql = postgres(connectionString, { max: connections, onnotice: () => undefined });

  async function send(): Promise<void> {
    if (!takeOrder) {
      await boss.send(NAME, { prompt: 'a kite over the bay, watercolour', seed: 7 });
      return;
    }
    const { userId, taskId, prompt } = takeOrder();
    await sql.begin(async (transaction) => {
      await transaction`select app.accept(${userId}, ${taskId}, ${prompt})`;
      const executeSql = async (text: string, values: unknown[] = []) => ({
        rows: await transaction.unsafe(text, values as never[]),
      });
      await boss.send(NAME, { taskId }, { group: { id: userId }, db: { executeSql } });
    });
  }

  const limit = takeOrder ? { groupConcurrency: PLACES_OF_A_USER } : {};

  return {
    enqueue: (count) => {
      let next = 0;
      return sideBySide(connections, async () => {
        while (next++ < count) await send();
      });
    },
    drain: async (count) => {
      const claimMs: number[] = [];
      const seconds = await sideBySide(connections, async () => {
        while (claimMs.length < count) {
          const startedAt = performance.now();
          const [job] = await boss.fetch<{ taskId: string }>(NAME, { batchSize: 1, ...limit });
          if (!job) continue;
          claimMs.push(performance.now() - startedAt);
          if (takeOrder) {
            await sql`select app.begin_attempt(${job.data.taskId})`;
            await sql`select app.complete(${job.data.taskId})`;
          }
          await boss.complete(NAME, job);
        }
      });
      return { seconds, claimMs };
    },
    leaveFinished: async (count) => {
      await sql`
          insert into pgboss.job (name, data, state, created_on, started_on, completed_on, policy)
          select ${NAME}, jsonb_build_object('prompt', 'heron', 'seed', n), 'completed', at, at, at + interval '25 seconds', 'standard'
            from (select n, now() - interval '1 hour' - make_interval(secs => n) as at
                    from generate_series(1, ${count}::int) n) gone`;
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await sql.end();
    },
  };
}
