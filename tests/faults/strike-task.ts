import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FaultHit } from '@/tests/support/fault-point';
import { queuePicture } from '@/tests/support/queue-picture';
import { waitUntil } from '@/tests/support/wait-until';
import {
  type FaultCase,
  type FaultStage,
  insist,
  operationOf,
  shortLease,
  strike,
  untilEnded,
} from './fault-case';

type Way = (stage: FaultStage, by: FaultCase) => Promise<string>;

/** With these prompts the fake provider takes its time, or refuses. */
const PROMPTS: Record<string, string> = { heartbeat: 'slowly', fail: '[[safety]]' };

const inQueue: Way = async (stage, by) => {
  const taskId = randomUUID();
  const anyTask = by.point === 'before-claim';
  const struck = strike(stage, by, anyTask ? () => true : taskId);
  const prompt = PROMPTS[operationOf(by)] ?? 'a kite';
  await queuePicture(stage.world.admin, stage.user.id, { ...shortLease, taskId, prompt });
  await struck;
  return taskId;
};

const whenAccepted: Way = async (stage, by) => {
  const taskId = randomUUID();
  const struck = strike(stage, by, taskId);
  const body = { prompt: `a kite ${taskId}`, taskIds: [taskId] };
  const { status } = await insist(stage, '/api/generate-image', body);
  if (status !== 202) throw new Error(`not accepted: ${status}`);
  await struck;
  return taskId;
};

const whenTriedAgain: Way = async (stage, by) => {
  const first = await queuePicture(stage.world.admin, stage.user.id, shortLease);
  await untilEnded(stage, first);
  const taskId = randomUUID();
  const struck = strike(stage, by, taskId);
  const { status } = await insist(stage, `/api/generate-image/${first}/retry`, { taskId });
  if (status !== 202) throw new Error(`not accepted: ${status}`);
  await struck;
  return taskId;
};

const whenCanceled: Way = async (stage, by) => {
  const { plan, admin } = stage.world;
  const taskId = randomUUID();
  const struck = strike(stage, by, taskId);
  const answered = Promise.withResolvers<void>();
  const running = plan.once('before-provider', taskId, async () => {
    await answered.promise;
    return 'drop' as const;
  });
  await queuePicture(admin, stage.user.id, { ...shortLease, taskId });
  await running;
  // 409: it was canceled by a call whose answer was lost.
  const { status } = await insist(stage, `/api/generate-image/${taskId}/cancel`, {});
  if (![200, 409].includes(status)) throw new Error(`not canceled: ${status}`);
  await struck;
  answered.resolve();
  return taskId;
};

const whenReleased: Way = async (stage, by) => {
  const { plan, admin, processes } = stage.world;
  const taskId = randomUUID();
  const struck = strike(stage, by, taskId);
  void plan.once('before-provider', taskId, ({ process }) => {
    processes.get(process)?.signal('SIGTERM');
    return 'pass';
  });
  await queuePicture(admin, stage.user.id, { ...shortLease, taskId, prompt: 'slowly' });
  await struck;
  return taskId;
};

const whenSwept: Way = async (stage, by) => {
  const reaped = ({ answer }: FaultHit) => z.object({ reaped: z.number().min(1) }).safeParse(answer).success;
  const taskId = randomUUID();
  void strike(stage, { point: 'after-claim', fault: 'process killed' }, taskId);
  const struck = strike(stage, by, by.point === 'after-sweep' ? reaped : () => true);
  await queuePicture(stage.world.admin, stage.user.id, { ...shortLease, taskId });
  await struck;
  return taskId;
};

/** A picture that was deleted a minute ago. */
const whenRemoved: Way = async (stage, by) => {
  const { admin, database } = stage.world;
  const taskId = await queuePicture(admin, stage.user.id, shortLease);
  await untilEnded(stage, taskId);
  const struck = strike(stage, by, taskId);
  await admin.rpc('delete_image', { p_user_id: stage.user.id, p_image_id: taskId });
  await database`update private.object_purges set due_at = clock_timestamp() where task_id = ${taskId}`;
  await struck;
  await waitUntil(
    `the objects of task ${taskId} are removed`,
    async () => (await database`select from private.object_purges where task_id = ${taskId}`).length === 0,
  );
  return taskId;
};

const WAYS: Record<string, Way> = {
  accept: whenAccepted,
  retry: whenTriedAgain,
  cancel: whenCanceled,
  release: whenReleased,
  sweep: whenSwept,
  remove: whenRemoved,
  purged: whenRemoved,
};

/** Brings a task to the point, where the fault strikes it; resolves to its id when that has happened. */
export function strikeTask(stage: FaultStage, by: FaultCase): Promise<string> {
  return (WAYS[operationOf(by)] ?? inQueue)(stage, by);
}
