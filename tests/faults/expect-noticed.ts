import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type FaultWorld, startFaultWorld } from '@/tests/support/fault-world';
import { hashObject } from '@/tests/support/hash-object';
import { queuePicture } from '@/tests/support/queue-picture';
import { waitUntil } from '@/tests/support/wait-until';

/** The defaults of the settings. */
const LEASE_SECONDS = 45;
const SWEEP_SECONDS = 15;
const SLACK_SECONDS = 2;
/** A due task is claimed within this while a process has capacity. */
const CLAIM_SECONDS = 1;

function untilCompleted({ admin }: FaultWorld, taskId: string): Promise<true> {
  return waitUntil(`task ${taskId} is completed by the heir`, async () => {
    const { data } = await admin.from('tasks').select('status').eq('id', taskId).single();
    return data?.status === 'completed';
  });
}

/**
 * SIGKILL to a worker at the default settings, while it waits for the provider with one task and is between "stored" and
 * "complete" with another: both are noticed in time and claimed again at once, and what is stored is not bought again.
 */
export async function expectNoticed(): Promise<void> {
  const world = await startFaultWorld({ kept: false });
  try {
    const user = await world.signUp();
    const [waiting, stored] = [randomUUID(), randomUUID()];
    world.gemini.setBehaviour({ kind: 'ok', side: 32 });
    const atProvider = world.plan.once('before-provider', waiting, () => new Promise(() => undefined));
    const atComplete = world.plan.once('before-complete', stored, () => new Promise(() => undefined));
    for (const taskId of [waiting, stored])
      await queuePicture(world.admin, user.id, { taskId, leaseSeconds: LEASE_SECONDS });
    await world.start('victim', 'lib/worker/main.ts');
    await Promise.all([atProvider, atComplete]);
    await world.start('heir', 'lib/worker/main.ts');
    const bytes = await hashObject(world.admin, `${user.id}/${stored}/original`);

    const killedAt = Date.now();
    await world.kill('victim');
    await Promise.all([waiting, stored].map((taskId) => untilCompleted(world, taskId)));

    const bound = (LEASE_SECONDS + SWEEP_SECONDS + SLACK_SECONDS) * 1000;
    for (const taskId of [waiting, stored]) {
      const { data } = await world.admin
        .from('task_attempts')
        .select('outcome, started_at, ended_at')
        .eq('task_id', taskId)
        .order('attempt');
      const [first, second] = data ?? [];
      expect([first?.outcome, second?.outcome]).toEqual(['expired', 'completed']);
      const noticedAt = Date.parse(first?.ended_at ?? '');
      expect(noticedAt - killedAt).toBeGreaterThan(0);
      expect(noticedAt - killedAt).toBeLessThanOrEqual(bound);
      expect(Date.parse(second?.started_at ?? '') - noticedAt).toBeLessThanOrEqual(CLAIM_SECONDS * 1000);
    }
    const calls = (taskId: string) =>
      world.gemini.requests.filter(({ prompt }) => prompt.includes(taskId)).length;
    expect([calls(waiting), calls(stored)]).toEqual([2, 1]);
    expect(await hashObject(world.admin, `${user.id}/${stored}/original`)).toBe(bytes);
  } finally {
    await world.close();
  }
}
