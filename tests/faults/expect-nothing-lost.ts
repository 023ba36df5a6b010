import { expect } from 'vitest';
import { type FaultCase, type FaultStage, operationOf, untilEnded } from './fault-case';
import { strikeTask } from './strike-task';

const ENDS: Record<string, string> = { fail: 'failed', cancel: 'canceled' };

/** From here on the bytes are stored, and whatever happens the provider is not asked again. */
const STORED = ['after-upload', 'before-thumb', 'after-thumb', 'before-complete', 'after-complete'];

/** One task, one fault: it ends as if nothing had been, charged once, and what was stored is not bought again. */
export async function expectNothingLost(stage: FaultStage, by: FaultCase): Promise<void> {
  const { admin, database, gemini } = stage.world;
  const operation = operationOf(by);
  const taskId = await strikeTask(stage, by);
  const task = await untilEnded(stage, taskId);
  expect(task.status).toBe(ENDS[operation] ?? 'completed');

  const charge = { kind: 'charge', amount: -task.price };
  const refund = { kind: 'refund', amount: task.price };
  const ledger = await admin.from('credit_ledger').select('kind, amount').eq('task_id', taskId).order('id');
  expect(ledger.data).toEqual(task.status === 'completed' ? [charge] : [charge, refund]);

  const [picture] = await database`
    select b.prompt, o.created_at as stored_at, p.due_at is not null as planned
      from public.generated_images g join public.batches b on b.id = g.batch_id
      left join private.object_purges p on p.task_id = g.task_id
      left join storage.objects o on o.name = ${`${task.user_id}/${taskId}/original`}
     where g.task_id = ${taskId}`;
  const kept = task.status === 'completed' && !['remove', 'purged'].includes(operation);
  if (kept) expect(picture?.stored_at).toBeInstanceOf(Date);
  else expect(Boolean(picture?.stored_at)).toBe(picture?.stored_at !== null && picture?.planned);

  const calls = gemini.requests.filter(({ prompt }) => prompt === picture?.prompt);
  expect(calls.length).toBeGreaterThan(0);
  if (kept) expect(calls.filter(({ at }) => at > picture?.stored_at.getTime())).toEqual([]);
  if (STORED.includes(by.point)) expect(calls).toHaveLength(1);
}
