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
import { moveClock } from '@/tests/model/move-clock';
import { readState } from '@/tests/model/read-state';
import { runCall } from '@/tests/model/run-call';
import { startWorld } from '@/tests/model/start-world';
import { copyDatabase } from '@/tests/support/copy-database';

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

test('one call at a time, on any connection: every answer and every row is as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(commands(40), async (list) => {
      const world = await startWorld(owner);
      const model = new LifecycleModel(world.users);
      const client = new ClientLog();
      for (const [index, command] of list.entries()) {
        const call = world.resolve(command);
        const sql = connections[index % connections.length] ?? owner;
        if (!call) continue;
        if (call.name === 'step') {
          model.expect(call);
          await moveClock(owner, call.seconds);
        } else if (command.crash) {
          await crashCall(url, owner, call);
          world.learn(call, null);
        } else {
          const expected = model.expect(call);
          const answer = await runCall(sql, call);
          expect(comparable(answer), JSON.stringify(call)).toEqual(expected);
          model.learn(answer);
          world.learn(call, answer);
        }
        expect(await readState(owner), JSON.stringify(call)).toEqual(model.state());
      }
      const { checks } = checkHistory({ database: await recorder.events(), client, limits: LIMITS });
      expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
});
