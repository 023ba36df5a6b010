import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { CheckResult } from '@/tests/history/check';
import { checkHistory } from '@/tests/history/check-history';
import { ClientLog } from '@/tests/history/client-log';
import { recordDatabase } from '@/tests/history/record-database';
import { type FaultWorld, startFaultWorld } from '@/tests/support/fault-world';
import { queuePictures } from '@/tests/support/queue-pictures';
import { waitUntil } from '@/tests/support/wait-until';
import { measureWaits, type Waits } from './measure-waits';

export interface FairnessOptions {
  processes: number;
  concurrency: number;
  users: number;
  tasksEach: number;
}

export interface FairnessReport extends Waits {
  options: FairnessOptions;
  seconds: number;
  checks: CheckResult[];
  /** Those who were there first, with everything that they want. */
  early: string[];
  /** Those who came while the others' backlog was being worked off. */
  late: string[];
}

async function addUsers({ database }: FaultWorld, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await database`insert into auth.users (id, email) select id, id || '@example.com' from unnest(${ids}::uuid[]) as given (id)`;
  return ids;
}

const MAX_RUNNING = 4;

/** Half of the users queue everything that they want; while it is worked off the others come. Who waits for whom? */
export async function runFairness(options: FairnessOptions): Promise<FairnessReport> {
  const { processes, concurrency, users, tasksEach } = options;
  const startedAt = Date.now();
  const world = await startFaultWorld({ kept: false });
  try {
    const recorder = await recordDatabase(world.supabase.databaseUrl ?? '');
    world.gemini.setBehaviour({ kind: 'ok', side: 16, delayMs: 40 });
    const ids = await addUsers(world, users);
    const early = ids.slice(0, users / 2);
    const late = ids.slice(users / 2);
    const come = async (who: string[]) => {
      for (const userId of who) {
        await queuePictures(
          world.admin,
          userId,
          Array.from({ length: tasksEach }, () => randomUUID()),
        );
      }
    };
    const count = async (status: 'processing' | 'completed') => {
      const answer = await world.admin
        .from('tasks')
        .select('*', { count: 'exact', head: true })
        .eq('status', status);
      return answer.count ?? 0;
    };
    // The first one is alone, while nothing gets finished: the limit of one user is all that is taken.
    world.gemini.hold();
    await come(early.slice(0, 1));
    for (let number = 1; number <= processes; number++) {
      const settings = { MAX_RUNNING_PER_USER: String(MAX_RUNNING), WORKER_CONCURRENCY: String(concurrency) };
      await world.start(`worker-${number}`, 'lib/worker/main.ts', settings);
    }
    await waitUntil(
      'the first user has all that one may',
      async () => (await count('processing')) >= MAX_RUNNING,
    );
    await come(early.slice(1));
    world.gemini.release();
    await waitUntil(
      'a fifth of the backlog is done',
      async () => (await count('completed')) >= (early.length * tasksEach) / 5,
    );
    await come(late);
    while ((await count('completed')) < users * tasksEach) await wait(200);

    const database = await recorder.events();
    await recorder.close();
    const { checks } = checkHistory({
      database,
      client: new ClientLog(),
      limits: { maxRunning: MAX_RUNNING },
      final: true,
    });
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    return { options, seconds, checks, early, late, ...measureWaits(database) };
  } finally {
    await world.close();
  }
}
