import { afterEach, expect, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { balance, ended, generate, until } from '@/tests/support/follow';

const quick = { TASK_LEASE_SECONDS: '4', TASK_HEARTBEAT_SECONDS: '1', TASK_SWEEP_SECONDS: '1' };

let app: TestApp;
afterEach(() => app.close());

async function attemptsOf(account: Account, taskId: string) {
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

test('SIGKILL of everything while a picture is being made: after the next start it completes by itself, charged once', async () => {
  app = await startApp(quick);
  const account = await signUp(app);
  const { taskId } = await generate(account);
  await until(account, taskId, (task) => task.status === 'processing');
  await app.kill('SIGKILL');
  await app.restart();
  const task = await until(account, taskId, ended);
  expect([task.status, task.attempt]).toEqual(['completed', 2]);
  expect((await account.api('GET', task.images[0]?.url ?? '')).status).toBe(200);
  expect(await attemptsOf(account, taskId)).toEqual([
    { attempt: 1, outcome: 'expired' },
    { attempt: 2, outcome: 'completed' },
  ]);
});

test('SIGTERM: the lease is released at once, and the task goes on after the next start without using up an attempt', async () => {
  app = await startApp({ TASK_LEASE_SECONDS: '600', TASK_HEARTBEAT_SECONDS: '60' });
  const account = await signUp(app);
  const { taskId } = await generate(account);
  await until(account, taskId, (task) => task.status === 'processing');
  await app.kill('SIGTERM');
  await app.restart();
  const task = await until(account, taskId, ended);
  expect([task.status, task.attempt]).toEqual(['completed', 1]);
  expect(await attemptsOf(account, taskId)).toEqual([{ attempt: 1, outcome: 'completed' }]);
});
