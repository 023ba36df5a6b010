import { beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import type { TaskHandler } from '@/lib/tasks/task-kind';
import { TaskRunner } from '@/lib/tasks/task-runner';
import { accepted, held, newUser, readRow } from '@/tests/support/database';

beforeAll(() => {
  const { url, publishableKey, secretKey } = inject('supabase');
  Object.assign(process.env, {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
  });
});

const runnerOf = (image: TaskHandler<unknown>, pictures = 4) =>
  new TaskRunner(
    { image: { payload: z.unknown(), load: async () => image } },
    { places: { pictures }, attemptMs: 60_000 },
  );
const hang: TaskHandler<unknown> = () => new Promise(() => undefined);

test('accepting claims no more than the process has places, whatever the user has', async () => {
  const { id } = await newUser();
  const first = await accepted(id, { count: 4, limits: { places: 1 } });
  expect([first.status, first.claimed.length]).toEqual(['processing', 1]);
  const second = await accepted((await newUser()).id, { count: 2, limits: { places: 0 } });
  expect([second.status, second.claimed.length]).toEqual(['queued', 0]);
});

test('places that two requests keep at once are never the same, and are given back', async () => {
  const runner = runnerOf(hang);
  const one = runner.reserve('pictures', 3);
  const other = runner.reserve('pictures', 4);
  expect([one.places, other.places, runner.reserve('pictures', 1).places]).toEqual([3, 1, 0]);
  one.give(2);
  expect(runner.reserve('pictures', 4).places).toBe(2);
  one.give();
  one.give();
  other.give();
  expect(runner.reserve('pictures', 4).places).toBe(2);
});

test('what runs holds its place, and a process that stops has none', async () => {
  const runner = runnerOf(hang, 2);
  const { places, give } = runner.reserve('pictures', 1);
  const running = runner.run([await held((await newUser()).id)]);
  give();
  expect([places, runner.reserve('pictures', 4).places]).toEqual([1, 1]);
  await runner.stop();
  expect(await running).toEqual(['released']);
  expect(runner.reserve('pictures', 1).places).toBe(0);
});

test('a process that stops gives back what is not made, and brings home what it has in hand', async () => {
  let finish: (() => void) | undefined;
  const inHand: TaskHandler<unknown> = (_task, { hold }) => {
    hold();
    return new Promise((resolve) => {
      finish = () => resolve(true);
    });
  };
  const runner = runnerOf(inHand);
  const running = runner.run([await held((await newUser()).id)]);
  await expect.poll(() => finish).toBeDefined();
  const stopped = runner.stop();
  setImmediate(() => finish?.());
  await stopped;
  expect(await running).toEqual(['completed']);
});

test('but not for longer than a moment: then its task is given back', async () => {
  const stuck: TaskHandler<unknown> = (_task, { hold }) => {
    hold();
    return new Promise(() => undefined);
  };
  const runner = runnerOf(stuck);
  const task = await held((await newUser()).id);
  const running = runner.run([task]);
  const startedAt = performance.now();
  await new Promise(setImmediate);
  await runner.stop();
  expect(await running).toEqual(['released']);
  expect(performance.now() - startedAt).toBeLessThan(9000);
  expect((await readRow(task.taskId)).status).toBe('queued');
});
