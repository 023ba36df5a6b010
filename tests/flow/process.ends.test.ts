import { setTimeout as wait } from 'node:timers/promises';
import { expect, type TestContext, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { balance, ended, generate, until } from '@/tests/support/follow';

// Heartbeats of a busy machine must not be late by as much as the lease.
const quick = { TASK_LEASE_SECONDS: '15', TASK_HEARTBEAT_SECONDS: '1', TASK_SWEEP_SECONDS: '1' };

async function start(settings: Record<string, string>, { onTestFinished }: TestContext): Promise<TestApp> {
  const app = await startApp(settings);
  onTestFinished(() => app.close());
  return app;
}

async function attemptsOf(app: TestApp, account: Account, taskId: string) {
  const { data } = await app
    .admin()
    .from('task_attempts')
    .select('attempt, outcome')
    .eq('task_id', taskId)
    .order('attempt');
  expect((await app.admin().from('credit_ledger').select().eq('task_id', taskId)).data).toHaveLength(1);
  expect(await balance(account)).toBe(996);
  return data;
}

// They mostly wait.

test.concurrent('SIGKILL of everything while a picture is being made: after the next start it completes by itself, charged once', async (context) => {
  const app = await start(quick, context);
  const account = await signUp(app);
  const { taskId } = await generate(account);
  await until(account, taskId, (task) => task.status === 'processing');
  await app.kill('SIGKILL');
  await app.restart();
  const task = await until(account, taskId, ended);
  expect([task.status, task.attempt]).toEqual(['completed', 2]);
  expect((await account.api('GET', task.images[0]?.url ?? '')).status).toBe(200);
  expect(await attemptsOf(app, account, taskId)).toEqual([
    { attempt: 1, outcome: 'expired' },
    { attempt: 2, outcome: 'completed' },
  ]);
});

test.concurrent('SIGTERM, SIGINT or SIGHUP (a closed terminal) to the group, twice: the lease is released at once, and the task goes on after the next start without using up an attempt', {
  timeout: 240_000,
}, async (context) => {
  const app = await start({ TASK_LEASE_SECONDS: '600', TASK_HEARTBEAT_SECONDS: '60' }, context);
  for (const [signal, exitCode] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const account = await signUp(app);
    const { taskId } = await generate(account);
    await until(account, taskId, (task) => task.status === 'processing');
    const exited = app.kill(signal);
    void app.kill(signal);
    expect(await exited, signal).toBe(exitCode);
    await app.restart();
    const task = await until(account, taskId, ended);
    expect([task.status, task.attempt], signal).toEqual(['completed', 1]);
    expect(await attemptsOf(app, account, taskId), signal).toEqual([{ attempt: 1, outcome: 'completed' }]);
  }
});

test('a signal during the start ends it with its code, leaves nothing behind, and the next start is fine', {
  timeout: 240_000,
}, async (context) => {
  const app = await start({}, context);
  await app.kill('SIGTERM');
  for (const afterMs of [300, 1500]) {
    const starting = app.restart();
    await wait(afterMs);
    const exitCode = app.kill('SIGHUP');
    await expect(starting).rejects.toThrow('did not become ready');
    // null: it was so early that nothing of ours ran, and the system ended it.
    expect([129, null]).toContain(await exitCode);
  }
  await app.restart();
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
});
