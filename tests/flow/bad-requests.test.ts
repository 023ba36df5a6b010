import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionRequests } from '@/tests/bad-requests/action-requests';
import { API_ROUTES } from '@/tests/bad-requests/api-routes';
import type { BadRequest } from '@/tests/bad-requests/bad-request';
import { digestDatabase } from '@/tests/bad-requests/digest-database';
import { findFault } from '@/tests/bad-requests/find-fault';
import { pageRequests } from '@/tests/bad-requests/page-requests';
import { protocolFaults } from '@/tests/bad-requests/protocol-faults';
import { routeRequests } from '@/tests/bad-requests/route-requests';
import { makeSender } from '@/tests/bad-requests/send';
import { unknownPaths } from '@/tests/bad-requests/unknown-paths';
import type { World } from '@/tests/bad-requests/world';
import { signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { ended, generate, until } from '@/tests/support/follow';
import { sessionCookies } from '@/tests/support/session-cookies';

const COUNT = 10_000;
const CONNECTIONS = 16;
const PROTOCOL_FAULTS = 400;

/** BAD_REQUESTS_SEED repeats a run. */
const seed = Number(process.env.BAD_REQUESTS_SEED ?? Date.now() % 2 ** 31);

let app: AppOnPostgres;
let world: World;

beforeAll(async () => {
  app = await startAppOnPostgres({ CRON_SECRET: 'sesame' });
  const [account, other] = [await signUp(app), await signUp(app)];
  const [{ taskId: ownTask }, { taskId: foreignTask }] = [await generate(account), await generate(other)];
  await until(account, ownTask, ended);
  await until(other, foreignTask, ended);
  const cookies = await sessionCookies(app, account);
  world = {
    host: new URL(app.url).host,
    token: account.token,
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    ownTask,
    foreignTask,
    publishableKey: app.publishableKey(),
  };
});
afterAll(() => app.close());

test('every route of the API has its bad requests', () => {
  const files = readdirSync('app/api', { recursive: true, encoding: 'utf8' });
  const routes = files.filter((file) => file.endsWith('route.ts')).map((file) => dirname(file));
  expect(routes.sort()).toEqual(['[[...path]]', ...Object.keys(API_ROUTES)].sort());
});

test(`${COUNT} bad requests are refused in the right words, none is a fault, and nothing is charged or written`, async () => {
  console.log(`BAD_REQUESTS_SEED=${seed}`);
  const generators = [
    ...Object.values(API_ROUTES).map((spec) => routeRequests(spec, world)),
    unknownPaths,
    // Those of which there are most.
    ...Array.from({ length: 3 }, () => [pageRequests(world), actionRequests(world)]).flat(),
  ];
  const share = Math.ceil((COUNT - PROTOCOL_FAULTS) / generators.length);
  const requests = generators.flatMap((generator, index) =>
    fc.sample(generator, { seed: seed + index, numRuns: share }),
  );
  const oddBytes = fc.sample(protocolFaults(world), { seed, numRuns: PROTOCOL_FAULTS });
  expect(requests.length + oddBytes.length).toBeGreaterThanOrEqual(COUNT);

  // Bad uploads are refused for what is wrong with them, not for being many.
  await app.database.unsafe(`
    create function private.keep_nothing() returns trigger language plpgsql as 'begin return null; end';
    create trigger keep_nothing before insert on private.throttles for each row execute function private.keep_nothing();
    delete from private.throttles`);
  const before = await digestDatabase(app.database);
  const sender = makeSender(app.url, CONNECTIONS);
  const faults: string[] = [];
  const sendAll = async <T>(items: Iterator<T>, send: (item: T) => Promise<string | undefined>) => {
    for (let next = items.next(); !next.done; next = items.next()) {
      const item = next.value;
      const fault = await send(item).catch((error: unknown) => String(error));
      if (fault)
        faults.push(`${fault}: ${JSON.stringify(item).replaceAll(world.token, 'TOKEN').slice(0, 1000)}`);
    }
  };
  const ofRequest = async (request: BadRequest) => findFault(request, await sender.send(request));
  const ofBytes = async (bytes: string) => /^HTTP\/1\.1 5\d\d.*/m.exec(await sender.sendBytes(bytes))?.[0];
  const [queue, byteQueue] = [requests.values(), oddBytes.values()];
  const workers = Array.from({ length: CONNECTIONS }, () => sendAll(queue, ofRequest));
  await Promise.all([...workers, sendAll(byteQueue, ofBytes), sendAll(byteQueue, ofBytes)]);
  sender.close();

  expect(faults.slice(0, 20), `BAD_REQUESTS_SEED=${seed}: ${faults.length} faults`).toEqual([]);
  expect(await digestDatabase(app.database)).toEqual(before);
}, 240_000);
