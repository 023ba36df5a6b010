import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectNothingLost } from '@/tests/faults/expect-nothing-lost';
import { type FaultCase, type FaultStage, shortLease } from '@/tests/faults/fault-case';
import { checkHistory } from '@/tests/history/check-history';
import { ClientLog } from '@/tests/history/client-log';
import { type DatabaseRecorder, recordDatabase } from '@/tests/history/record-database';
import { faultOperation } from '@/tests/support/fault-operations';
import { FAULT_POINTS } from '@/tests/support/fault-point';
import { startFaultWorld } from '@/tests/support/fault-world';
import { freePort } from '@/tests/support/free-port';

const cases = FAULT_POINTS.flatMap((point): FaultCase[] => [
  { point, fault: 'process killed' },
  { point, fault: 'answer lost' },
]);
/** Done by whichever process sweeps next, whatever else it is doing: these have their turn after the others. */
const sweeping = ({ point }: FaultCase) => /-(sweep|remove|purged)$/.test(point);

vi.setConfig({ maxConcurrency: cases.length });

const settings = {
  TASK_LEASE_SECONDS: String(shortLease.leaseSeconds),
  TASK_HEARTBEAT_SECONDS: '1',
  TASK_SWEEP_SECONDS: '1',
  TASK_RETRY_DELAYS_SECONDS: shortLease.retryDelaysSeconds.join(),
  MAX_RUNNING_PER_USER: '100',
  RATE_LIMIT_PER_MINUTE: '1000',
};
let stage: FaultStage;
let recorder: DatabaseRecorder;

beforeAll(async () => {
  const world = await startFaultWorld();
  const port = await freePort();
  // The app accepts, and runs what it accepted; what waits is left to the workers, which run one task each.
  await world.start('app', 'lib/commands/start.ts', { ...settings, PORT: String(port) }, (hit) =>
    ['before-claim', 'before-sweep'].includes(hit.point) ? 'drop' : world.plan.decide(hit),
  );
  for (const name of ['one', 'two', 'three', 'four']) {
    await world.start(name, 'lib/worker/main.ts', { ...settings, WORKER_CONCURRENCY: '1' });
  }
  recorder = await recordDatabase(world.supabase.databaseUrl ?? '');
  world.gemini.setBehaviour(({ prompt }) => ({
    kind: 'ok',
    side: 32,
    delayMs: prompt.startsWith('slowly') ? 1500 : 0,
  }));
  const user = await world.signUp();
  await world.admin.rpc('grant_credits', { p_user_id: user.id, p_amount: 1000 });
  stage = { world, user, appUrl: `http://127.0.0.1:${port}` };
});
afterAll(async () => {
  await recorder.close();
  await stage.world.close();
});

describe('a fault at any point: the task ends, is charged once, refunded if it failed, and stored bytes are not bought again', () => {
  test.concurrent.each(cases.filter((by) => !sweeping(by)))('$point, $fault', (by) =>
    expectNothingLost(stage, by),
  );
});

describe('a fault at any point of the sweep: the same', () => {
  test.concurrent.each(cases.filter(sweeping))('$point, $fault', (by) => expectNothingLost(stage, by));
});

test('every function that writes is such a point, but for these, which no task depends on', async () => {
  const functions = await stage.world.database`
    select proname as name from pg_proc
     where pronamespace = 'public'::regnamespace and provolatile = 'v' and has_function_privilege('service_role', oid, 'execute')
     order by proname`;
  const others = functions.filter(({ name }) => !faultOperation('POST', `/rest/v1/rpc/${name}`, {}));
  expect(others.map(({ name }) => name)).toEqual([
    'abandon_partial_upload',
    'begin_partial_upload',
    'begin_upload',
    'cancel_group',
    'clean_up',
    'clear_deleted_topic',
    'configure_installation',
    'create_topic',
    'delete_image',
    'delete_images',
    'delete_topic',
    'finish_partial_upload',
    'finish_upload',
    'grant_credits',
    'grant_credits_by_email',
    'move_images',
    'read_metrics',
    'rename_topic',
    'restore_image',
    'restore_images',
    'set_favourite',
    'take_allowance',
    // What was taken and not removed comes again.
    'take_due_purges',
  ]);
});

test('and the history of all of it breaks no promise', async () => {
  const { checks } = checkHistory({
    database: await recorder.events(),
    client: new ClientLog(),
    limits: { maxRunning: 100 },
    final: true,
  });
  expect(checks.filter(({ violations }) => violations.length > 0)).toEqual([]);
  expect(checks.filter(({ checked }) => checked > 0).length).toBeGreaterThan(10);
});
