import { EventEmitter } from 'node:events';
import { Logger, makeWorkerUtils, runOnce, type Task, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import { z } from 'zod';
import type { TakeOrder } from './application';
import type { Queue } from './queue';
import { sideBySide } from './side-by-side';

const orderSchema = z.object({ taskId: z.uuid() });

const silent = new Logger(() => () => undefined);

/**
 * graphile-worker through its own add_job and its own runner, as many workers as connections. Without batching is its
 * default: no local queue (one get_job each), no delay that gathers completions. Named queues and job keys, which cost more,
 * are not used. It deletes a job when it is done, so nothing lies behind.
 *
 * With an application, a job is added in the transaction that accepts the picture, in one of four named queues of its user, which
 * is how at most four of them run; its work is to begin the attempt and to complete the picture.
 */
export async function graphileQueue(
  connectionString: string,
  connections: number,
  takeOrder?: TakeOrder,
): Promise<Queue> {
  const utils = await makeWorkerUtils({ connectionString, maxPoolSize: connections, logger: silent });
  await utils.migrate();
  // Kept over the rounds, so that its connections are as warm as everybody's.
  const pgPool = new Pool({ connectionString, max: connections });
  pgPool.on('error', console.error);
  pgPool.on('connect', (client) => client.on('error', console.error));

  const add = async () => {
    if (!takeOrder) {
      await utils.addJob('picture', { prompt: 'a kite over the bay, watercolour', seed: 7 });
      return;
    }
    const { userId, taskId, place, prompt } = takeOrder();
    await pgPool.query(
      `select app.accept($1, $2, $3),
              graphile_worker.add_job('picture', json_build_object('taskId', $2::uuid), queue_name := $4)`,
      [userId, taskId, prompt, `${userId}:${place}`],
    );
  };
  const work: Task = async (payload, { withPgClient }) => {
    if (!takeOrder) return;
    const { taskId } = orderSchema.parse(payload);
    await withPgClient((client) => client.query('select app.begin_attempt($1)', [taskId]));
    await withPgClient((client) => client.query('select app.complete($1)', [taskId]));
  };

  return {
    enqueue: (count) => {
      let next = 0;
      return sideBySide(connections, async () => {
        while (next++ < count) await add();
      });
    },
    drain: async (count) => {
      const events: WorkerEvents = new EventEmitter();
      const askedAt = new Map<string, number>();
      const claimMs: number[] = [];
      let startedAt = Number.POSITIVE_INFINITY;
      let endedAt = 0;
      events.on('worker:getJob:start', ({ worker }) => {
        askedAt.set(worker.workerId, performance.now());
        startedAt = Math.min(startedAt, performance.now());
      });
      events.on('job:start', ({ worker }) => {
        claimMs.push(performance.now() - (askedAt.get(worker.workerId) ?? 0));
      });
      events.on('job:complete', () => {
        endedAt = performance.now();
      });
      await runOnce({
        pgPool,
        concurrency: connections,
        noHandleSignals: true,
        logger: silent,
        events,
        taskList: { picture: work },
      });
      if (claimMs.length !== count) throw new Error(`graphile-worker did ${claimMs.length} of ${count} jobs`);
      return { seconds: (endedAt - startedAt) / 1000, claimMs };
    },
    leaveFinished: async () => undefined,
    close: async () => {
      await utils.release();
      await pgPool.end();
    },
  };
}
