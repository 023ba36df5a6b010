import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { FaultPoint } from '@/tests/support/fault-point';
import { type FaultWorld, startFaultWorld } from '@/tests/support/fault-world';
import { hashObject } from '@/tests/support/hash-object';
import { queuePicture } from '@/tests/support/queue-picture';
import { waitUntil } from '@/tests/support/wait-until';

/** Where the worker is with each of its tasks when it is stopped. */
const POINTS: FaultPoint[] = [
  'before-provider',
  'after-provider',
  'before-upload',
  'before-thumb',
  'before-complete',
];

/** Heartbeats of a busy machine must not be late by as much, or the tasks are lost before anything is stopped. */
const LEASE_SECONDS = 20;
const settings = {
  TASK_LEASE_SECONDS: String(LEASE_SECONDS),
  TASK_HEARTBEAT_SECONDS: '1',
  TASK_SWEEP_SECONDS: '1',
};

/** Everything that a late write could change: whole rows, and the bytes with the time at which they were written. */
async function photograph({ database, admin }: FaultWorld) {
  const [rows] = await database`
    select (select jsonb_agg(t order by t.id) from public.tasks t) as tasks,
           (select jsonb_agg(a order by a.task_id, a.attempt) from public.task_attempts a) as attempts,
           (select jsonb_agg(g order by g.task_id) from public.generated_images g) as images,
           (select jsonb_agg(l order by l.id) from public.credit_ledger l) as ledger,
           (select jsonb_agg(p order by p.user_id) from public.profiles p) as profiles,
           (select jsonb_agg(to_jsonb(o) - 'last_accessed_at' order by o.name) from storage.objects o) as objects`;
  const stored =
    await database`select name from storage.objects where bucket_id = 'generations' order by name`;
  const hashes = await Promise.all(stored.map(async ({ name }) => [name, await hashObject(admin, name)]));
  return { ...rows, hashes };
}

function untilAllCompleted({ admin }: FaultWorld): Promise<true> {
  return waitUntil('the heir has completed all tasks', async () => {
    const { data } = await admin.from('tasks').select('status');
    return data?.every(({ status }) => status === 'completed') === true;
  });
}

/**
 * SIGSTOP for longer than the lease; another worker finishes the tasks; SIGCONT, and what the first one was about to do
 * happens at last: it changes nothing in the database and nothing in storage.
 */
export async function expectNothingLate(): Promise<void> {
  const world = await startFaultWorld({ kept: false });
  try {
    const user = await world.signUp();
    world.gemini.setBehaviour({ kind: 'ok', side: 32 });
    const resumed = Promise.withResolvers<'pass'>();
    const reached = POINTS.map(async (point) => {
      const taskId = randomUUID();
      const there = world.plan.once(point, taskId, () => resumed.promise);
      await queuePicture(world.admin, user.id, { taskId, leaseSeconds: LEASE_SECONDS });
      await there;
    });
    const sleeper = await world.start('sleeper', 'lib/worker/main.ts', {
      ...settings,
      MAX_RUNNING_PER_USER: '5',
    });
    await Promise.all(reached);
    sleeper.signal('SIGSTOP');

    await world.start('heir', 'lib/worker/main.ts', settings);
    await untilAllCompleted(world);
    const before = await photograph(world);

    resumed.resolve('pass');
    sleeper.signal('SIGCONT');
    const woken = () => sleeper.lines.filter(({ event }) => event === 'attempt_ended');
    await waitUntil('the sleeper has given up all its attempts', () => woken().length >= POINTS.length);
    expect(woken().map(({ outcome }) => outcome)).toEqual(POINTS.map(() => 'lost'));
    expect(await photograph(world)).toEqual(before);
    const [fenced] = await world.database`select count(*)::integer as count from private.fenced_writes`;
    expect(fenced?.count).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
}
