import type postgres from 'postgres';
import { z } from 'zod';
import { type Answer, type DatabaseCall, LIMITS, UNIT_SECONDS } from './call';
import { purgePictures } from './purge-pictures';
import { storePicture } from './store-picture';

const claimedSchema = z.array(z.object({ taskId: z.string(), attempt: z.number(), leaseToken: z.string() }));
const acceptedSchema = z.object({
  status: z.string(),
  batchId: z.string(),
  credits: z.object({ balance: z.number(), charged: z.number() }),
  claimed: claimedSchema,
});
const claimSchema = z.object({ tasks: claimedSchema, nextDueMs: z.number().nullable() });
const sweptSchema = z.object({ reaped: z.number(), failed: z.number() });
const heardSchema = z.object({ lost: z.array(z.string()), busy: z.array(z.string()) });
const saysSchema = z.union([z.boolean(), z.string()]);

const settings = { aspectRatio: '1:1', imageSize: '1K' };
const picture = { mimeType: 'image/png', width: 8, height: 8, placeholder: 'cA==' };

const limits = (retryDelaysSeconds: readonly number[]) => ({ ...LIMITS, retryDelaysSeconds });

async function first(query: PromiseLike<postgres.Row[]>): Promise<unknown> {
  return (await query)[0]?.answer;
}

const accepted = (answer: unknown): Answer => {
  const { credits, ...rest } = acceptedSchema.parse(answer);
  return { accepted: { ...rest, ...credits } };
};

const says = (answer: unknown): Answer => ({ says: saysSchema.parse(answer) });

/** Calls the database's functions as the product does. */
export async function performCall(sql: postgres.ISql, call: DatabaseCall): Promise<Answer> {
  switch (call.name) {
    case 'create':
      return accepted(
        await first(sql`
          select public.create_generation(${call.userId}, ${call.taskIds}::uuid[],
            ${sql.json({ price: call.price })}, 'a kite', 'model', ${sql.json(settings)},
            ${call.taskIds.map((_, index) => index)}::integer[], ${call.price}, 'model',
            ${sql.json(limits(call.delays))}) as answer`),
      );
    case 'retry':
      return accepted(
        await first(sql`
          select public.create_retry(${call.userId}, ${call.taskId}, ${call.newTaskId}, 1,
            ${sql.json(limits(call.delays))}) as answer`),
      );
    case 'cancel':
      await sql`select public.cancel_task(${call.userId}, ${call.taskId})`;
      return { says: 'done' };
    case 'delete':
      await sql`select public.delete_image(${call.userId}, ${call.taskId})`;
      return { says: 'done' };
    case 'restore':
      await sql`select public.restore_image(${call.userId}, ${call.taskId})`;
      return { says: 'done' };
    case 'claim': {
      const { tasks, nextDueMs } = claimSchema.parse(
        await first(
          sql`select public.claim_tasks(${sql.json({ pictures: call.limit })}, '{image}', ${LIMITS.maxRunning}) as answer`,
        ),
      );
      const units = nextDueMs === null ? null : Math.ceil(nextDueMs / 1000 / UNIT_SECONDS);
      return { claimed: tasks, nextDueSeconds: units === null ? null : units * UNIT_SECONDS };
    }
    case 'heartbeat': {
      const { lost, busy } = heardSchema.parse(
        await first(sql`
          select public.heartbeat_tasks(${sql.json([{ taskId: call.taskId, leaseToken: call.leaseToken }])}) as answer`),
      );
      // Somebody is changing it just now: its process asks again, too.
      return busy.length > 0 ? performCall(sql, call) : { says: lost.length === 0 };
    }
    case 'keep':
    case 'forget':
      return says(
        await first(sql`
          select public.keep_picture(${call.taskId}, ${call.leaseToken}, ${call.name === 'keep'}) as answer`),
      );
    case 'release':
      return says(await first(sql`select public.release_task(${call.taskId}, ${call.leaseToken}) as answer`));
    case 'complete': {
      const image = sql.json({ ...picture, ...(await storePicture(sql, call.taskId)) });
      return says(
        await first(
          sql`select public.complete_image(${call.taskId}, ${call.leaseToken}, ${image}) as answer`,
        ),
      );
    }
    case 'fail':
      return says(
        await first(sql`
          select public.fail_task(${call.taskId}, ${call.leaseToken}, 'internal', ${call.retryable},
            ${call.afterSeconds}) as answer`),
      );
    case 'sweep':
      return sweptSchema.parse(await first(sql`select public.sweep_tasks() as answer`));
    case 'purge':
      return { purged: await purgePictures(sql) };
  }
}
