import { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import type { Queue } from './queue';
import { sideBySide } from './side-by-side';

const NAME = 'picture';

/** pg-boss by its own send, fetch of one job and fenced complete; its maintenance does not run meanwhile. Finished jobs stay in its table for a week. */
export async function pgBossQueue(connectionString: string, connections: number): Promise<Queue> {
  const boss = new PgBoss({ connectionString, max: connections, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue(NAME);

  return {
    enqueue: (count) => {
      let next = 0;
      return sideBySide(connections, async () => {
        while (next++ < count) await boss.send(NAME, { prompt: 'a kite over the bay, watercolour', seed: 7 });
      });
    },
    drain: async (count) => {
      const claimMs: number[] = [];
      const seconds = await sideBySide(connections, async () => {
        while (claimMs.length < count) {
          const startedAt = performance.now();
          const [job] = await boss.fetch(NAME, { batchSize: 1 });
          if (!job) continue;
          claimMs.push(performance.now() - startedAt);
          await boss.complete(NAME, job);
        }
      });
      return { seconds, claimMs };
    },
    leaveFinished: async (count) => {
      const sql = postgres(connectionString, { max: 1, onnotice: () => undefined });
      try {
        await sql`
          insert into pgboss.job (name, data, state, created_on, started_on, completed_on, policy)
          select ${NAME}, jsonb_build_object('prompt', 'heron', 'seed', n), 'completed', at, at, at + interval '25 seconds', 'standard'
            from (select n, now() - interval '1 hour' - make_interval(secs => n) as at
                    from generate_series(1, ${count}::int) n) gone`;
      } finally {
        await sql.end();
      }
    },
    close: () => boss.stop({ graceful: false }),
  };
}
