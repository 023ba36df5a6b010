import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkHistory } from '@/tests/history/check-history';
import { ClientLog } from '@/tests/history/client-log';
import { type DatabaseRecorder, recordDatabase } from '@/tests/history/record-database';
import { LIMITS } from '@/tests/model/call';
import { commands } from '@/tests/model/command';
import { comparable } from '@/tests/model/comparable';
import { crashCall } from '@/tests/model/crash-call';
import { LifecycleModel } from '@/tests/model/lifecycle-model';
import { listOrphans } from '@/tests/model/list-orphans';
import { listWrongTurns } from '@/tests/model/list-wrong-turns';
import { moveClock } from '@/tests/model/move-clock';
import { readState } from '@/tests/model/read-state';
import { runCall } from '@/tests/model/run-call';
import { runList } from '@/tests/model/run-list';
import { settle } from '@/tests/model/settle';
import { startWorld } from '@/tests/model/start-world';
import { copyDatabase } from '@/tests/support/copy-database';

/** More of them for a longer search: MODEL_TIMES=20. */
const times = Number(process.env.MODEL_TIMES ?? 1);

/** A counterexample is made smaller until then; a call that waits for ever fails before. */
const bounds = { timeout: 12_000, interruptAfterTimeLimit: 40_000 * times };

const connections: postgres.Sql[] = [];
let url: string;
let owner: postgres.Sql;
let recorder: DatabaseRecorder;

beforeAll(async () => {
  url = await copyDatabase();
  owner = postgres(url, { max: 2, onnotice: () => undefined });
  for (let index = 0; index < 4; index++) {
    connections.push(postgres(url, { max: 1, onnotice: () => undefined }));
  }
  recorder = await recordDatabase(url);
});
afterAll(async () => {
  await Promise.all(
    [owner, ...connections, recorder].map((open) => ('end' in open ? open.end() : open.close())),
  );
});

async function violations(client: ClientLog, final: boolean): Promise<string[]> {
  const { checks } = checkHistory({ database: await recorder.events(), client, limits: LIMITS, final });
  return checks.flatMap((check) => check.violations.map((violation) => `${check.name}: ${violation}`));
}

test(
  'one call at a time, on any connection: every answer and every row is as the model says',
  async () => {
    await fc.assert(
      fc.asyncProperty(commands(40), async (list) => {
        const world = await startWorld(owner);
        const model = new LifecycleModel(world.users);
        for (const [index, command] of list.entries()) {
          const call = world.resolve(command);
          const sql = connections[index % connections.length] ?? owner;
          if (!call) continue;
          if (call.name === 'step') {
            model.expect(call);
            await moveClock(owner, call.seconds);
          } else if (command.crash) {
            await crashCall(url, sql, call);
            world.learn(call, null);
          } else {
            const expected = model.expect(call);
            const answer = await runCall(sql, call);
            expect(comparable(answer), JSON.stringify(call)).toEqual(expected);
            model.learn(answer);
            world.learn(call, answer);
          }
          expect(await readState(owner), JSON.stringify(call)).toEqual(model.state());
          expect(await listWrongTurns(owner), JSON.stringify(call)).toEqual([]);
        }
        expect(await violations(new ClientLog(), false)).toEqual([]);
      }),
      { numRuns: 50 * times, ...bounds },
    );
  },
  60_000 * times,
);

test(
  'calls side by side: no interleaving breaks a promise, everything ends, and nothing stays behind',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(commands(30), commands(30), commands(30), commands(30)), async (lists) => {
        const world = await startWorld(owner);
        const log = new ClientLog();
        // All of them are over before the next world begins, whatever one of them meets.
        const ends = await Promise.allSettled(
          connections.map((sql, index) => runList({ url, sql, owner, world, log }, lists[index] ?? [])),
        );
        for (const end of ends) if (end.status === 'rejected') throw end.reason;
        await settle(owner);
        expect(await violations(log, true)).toEqual([]);
        expect(await listOrphans(owner)).toEqual([]);
        expect(await listWrongTurns(owner)).toEqual([]);
      }),
      { numRuns: 25 * times, ...bounds },
    );
  },
  60_000 * times,
);
