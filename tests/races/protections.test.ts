import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import type { Sql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { supabaseStore } from '@/lib/storage/supabase-store';
import type { Database } from '@/lib/supabase/database.types';
import { embeddedKeys } from '@/lib/supabase/embedded/keys';
import { startEmbedded } from '@/lib/supabase/embedded/start';
import { checkHistory } from '@/tests/history/check-history';
import { ClientLog } from '@/tests/history/client-log';
import { recordDatabase } from '@/tests/history/record-database';
import { LIMITS } from '@/tests/model/call';
import { Scene } from '@/tests/model/scene';
import { changeFunction } from '@/tests/support/change-function';
import { copyDatabase } from '@/tests/support/copy-database';
import { freePort } from '@/tests/support/free-port';

const LEASE = LIMITS.leaseSeconds;

const dropFence = async (sql: Sql) => {
  const [view] = await sql`select pg_get_viewdef('private.leases'::regclass) as text`;
  const open = String(view?.text).replace(/ AND \(?lease_expires_at > clock_timestamp\(\)\)?/, '');
  expect(open).not.toBe(view?.text);
  await sql.unsafe(`create or replace view private.leases as ${open}`);
  for (const finish of ['private.lock_lease', 'public.complete_image'])
    await changeFunction(sql, finish, / and lease_token = p_lease_token/, '');
};
const dropGuardOfCancel = (sql: Sql) =>
  changeFunction(sql, 'public.cancel_task', /if v_task.finished_at is not null then/, 'if false then');
const dropLockOfClaim = (sql: Sql) =>
  changeFunction(
    sql,
    'private.claim_lane',
    /(order by l.running, l.turn, l.due_at limit 1) for update of p skip locked/,
    '$1',
  );
const dropGuardOfStart = (sql: Sql) =>
  changeFunction(sql, 'private.start_attempt', / and status = 'queued'/, '');
const dropUniqueIndex = (sql: Sql) => sql`drop index public.credit_ledger_once_per_task`;

interface Protection {
  what: string;
  turnOff: (sql: Sql) => Promise<unknown>;
  scenario: (scene: Scene) => Promise<void>;
  /** The checker's invariants that notice. */
  broken: string[];
}

async function cancelTwice(scene: Scene): Promise<void> {
  const { taskId } = await scene.accept();
  for (let time = 0; time < 2; time++) {
    await scene.call({ name: 'cancel', userId: scene.userId, taskId }).catch((error: unknown) => {
      expect(error).toMatchObject({ code: '23505' });
    });
  }
}

/** One place is free, and two tasks wait for it. */
async function claimTogether(scene: Scene): Promise<void> {
  const { held } = await scene.accept();
  for (let task = 0; task < 3; task++) await scene.accept();
  if (held) await scene.call({ name: 'complete', taskId: held.taskId, leaseToken: held.leaseToken });
  await scene.sideBySide({ name: 'claim', limit: 1 }, { name: 'claim', limit: 1 });
}

const protections: Protection[] = [
  {
    what: 'the fence: a worker that slept through its lease completes',
    turnOff: dropFence,
    scenario: async (scene) => {
      const { taskId, held } = await scene.accept();
      await scene.call({ name: 'step', seconds: 2 * LEASE });
      await scene.call({ name: 'complete', taskId, leaseToken: held?.leaseToken ?? '' });
    },
    broken: ['a stale lease changes nothing'],
  },
  {
    what: 'the fence: a worker that slept ends the attempt of another',
    turnOff: dropFence,
    scenario: async (scene) => {
      const { taskId, held } = await scene.accept();
      await scene.call({ name: 'step', seconds: LEASE });
      await scene.call({ name: 'sweep' });
      expect((await scene.claim())?.taskId).toBe(taskId);
      const leaseToken = held?.leaseToken ?? '';
      await scene.call({ name: 'fail', taskId, leaseToken, retryable: false, afterSeconds: 0 });
    },
    broken: ['a worker is told "done" only under its own lease'],
  },
  {
    what: 'the unique refund: canceled twice',
    turnOff: async (sql) => {
      await dropGuardOfCancel(sql);
      await dropUniqueIndex(sql);
    },
    scenario: cancelTwice,
    broken: ['refunded once if and only if failed or canceled', 'a terminal task never changes'],
  },
  {
    what: "the user's lock: two requests at once",
    turnOff: async (sql) => {
      await changeFunction(sql, 'private.lock_profile', / for update/, '');
      // It writes to the profile before the places are counted, which is a lock of its own.
      await sql`drop trigger queue_turn on public.tasks`;
    },
    scenario: async (scene) => {
      await scene.accept(0);
      const create = () => {
        const taskIds = [crypto.randomUUID()];
        return { name: 'create' as const, userId: scene.userId, taskIds, price: 0, delays: [7] };
      };
      await scene.sideBySide(create(), create());
    },
    broken: ['never more processing per user than the limit'],
  },
  {
    what: "the user's lock: two workers claim at once",
    turnOff: async (sql) => {
      await dropLockOfClaim(sql);
      await dropGuardOfStart(sql);
    },
    scenario: claimTogether,
    broken: ['an attempt counts when it is claimed', 'every claim has a lease of its own'],
  },
  {
    what: 'attempts that count when they are claimed: a picture that kills every worker',
    turnOff: (sql) =>
      changeFunction(sql, 'private.start_attempt', /attempts = attempts \+ 1/, 'attempts = attempts'),
    scenario: async (scene) => {
      await scene.accept();
      for (let death = 0; death < 4; death++) {
        await scene.call({ name: 'step', seconds: LEASE });
        await scene.call({ name: 'sweep' });
        await scene.claim();
      }
    },
    broken: ['an attempt counts when it is claimed', 'never more attempts than the maximum'],
  },
];

async function brokenBy(url: string, log: ClientLog): Promise<string[]> {
  const recorder = await recordDatabase(url);
  const { checks } = checkHistory({ database: await recorder.events(), client: log, limits: LIMITS });
  return checks.filter(({ violations }) => violations.length > 0).map(({ name }) => name);
}

/** What the checker finds after a scenario, on a database of its own. */
async function play({ scenario }: Protection, turnOff?: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  const url = await copyDatabase();
  await recordDatabase(url);
  const scene = await Scene.open(url);
  await turnOff?.(scene.sql);
  await scenario(scene);
  await scene.close();
  return brokenBy(url, scene.log);
}

describe.each(protections)('$what', (protection) => {
  test('protected, nothing is broken', async () => {
    expect(await play(protection)).toEqual([]);
  });

  test('without the protection the checker says what is', async () => {
    expect(await play(protection, protection.turnOff)).toEqual(expect.arrayContaining(protection.broken));
  });
});

test.each([
  ['the unique index alone keeps a second refund out', cancelTwice, dropGuardOfCancel],
  ['the look at its status alone keeps a second claim from a task', claimTogether, dropLockOfClaim],
])('%s', async (_, scenario, turnOff) => {
  const protection = protections.find((one) => one.scenario === scenario);
  expect(protection && (await play(protection, turnOff))).toEqual([]);
});

test('objects written once: an upload that overwrites is found in the database, and by whoever reads', async () => {
  const url = await copyDatabase();
  await recordDatabase(url);
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-data-'));
  const keys = embeddedKeys({
    DATA_DIR: dataDir,
    SUPABASE_PUBLISHABLE_KEY: undefined,
    SUPABASE_SECRET_KEY: undefined,
  });
  const supabase = await startEmbedded({ dataDir, port: await freePort(), databaseUrl: url });
  const log = new ClientLog();
  const store = (overwrite: boolean) =>
    supabaseStore(
      createClient<Database>(supabase.url, keys.secretKey, {
        auth: { persistSession: false, autoRefreshToken: false },
        global: {
          fetch: (input, init) => {
            const headers = new Headers(init?.headers);
            if (overwrite) headers.set('x-upsert', 'true');
            return fetch(input, { ...init, headers });
          },
        },
      }),
      () => ({ url: supabase.url, secretKey: keys.secretKey }),
    );
  const key = `${crypto.randomUUID()}/task/original`;
  const write = async (byte: number, overwrite: boolean) => {
    await store(overwrite).writeOnce(key, Uint8Array.of(byte), 'image/png');
    log.imageRead('task', 'original', String(await store(false).read(key)));
  };
  try {
    await write(1, false);
    await write(2, false);
    expect(await brokenBy(url, log)).toEqual([]);
    await write(3, true);
    expect(await brokenBy(url, log)).toEqual([
      'stored bytes are written once',
      'a picture is readable, and always the same bytes',
    ]);
  } finally {
    await supabase.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
