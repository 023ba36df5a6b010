import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { limits } from '@/tests/support/create-generation';
import {
  accepted,
  admin,
  claim,
  complete,
  create,
  fail,
  held,
  must,
  newUser,
  readCredits,
  readLedger,
  readRow,
} from '@/tests/support/database';

const together = <T>(times: number, run: (index: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: times }, (_, index) => run(index)));

test('the same ids sent ten times at the same moment: one charge, the same answer', async () => {
  const { id } = await newUser();
  const taskIds = [randomUUID(), randomUUID()];
  const answers = await together(10, () => accepted(id, { taskIds }));
  expect(new Set(answers.map(({ claimed: _, ...answer }) => JSON.stringify(answer))).size).toBe(1);
  expect(answers.filter(({ claimed }) => claimed.length > 0)).toHaveLength(1);
  expect(await readCredits(id)).toBe(92);
});

test('the same ids from two accounts at the same moment: one is accepted, the other refused and not charged', async () => {
  const users = await together(2, () => newUser());
  const taskIds = [randomUUID()];
  const answers = await Promise.all(users.map(({ id }) => create(id, { taskIds })));
  const refused = answers.filter(({ error }) => error);
  expect(refused).toHaveLength(1);
  expect(['PT409', '23505']).toContain(refused[0]?.error?.code);
  expect((await Promise.all(users.map(({ id }) => readCredits(id)))).sort()).toEqual([100, 96]);
});

test('more generations at once than the balance pays for: exactly as many as it does', async () => {
  const { id } = await newUser();
  const answers = await together(12, () => create(id, { price: 20 }));
  expect(answers.filter(({ error }) => !error)).toHaveLength(5);
  expect(answers.filter(({ error }) => error?.code === 'PT402')).toHaveLength(7);
  expect(await readCredits(id)).toBe(0);
});

test('cancel against complete: exactly one wins, and the money agrees', async () => {
  const { id } = await newUser();
  const tasks = await together(12, () => held(id, { limits: { maxRunning: 12 } }));
  await Promise.all(
    tasks.map(async (task) => {
      const [canceled, completed] = await Promise.all([
        admin().rpc('cancel_task', { p_user_id: id, p_task_id: task.taskId }),
        complete(task),
      ]);
      const won = [!canceled.error, completed.data];
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await readRow(task.taskId)).status).toBe(completed.data ? 'completed' : 'canceled');
    }),
  );
  const ledger = await readLedger(id);
  const completed = must(
    await admin().from('tasks').select('id').eq('user_id', id).eq('status', 'completed'),
  );
  expect(ledger.filter(({ kind }) => kind === 'refund')).toHaveLength(12 - completed.length);
  expect(await readCredits(id)).toBe(ledger.reduce((sum, { amount }) => sum + amount, 0));
});

test('two failures and a cancel of one task at once refund once', async () => {
  const { id } = await newUser();
  const task = await held(id);
  await Promise.all([
    fail(task, false),
    fail(task, false),
    admin().rpc('cancel_task', { p_user_id: id, p_task_id: task.taskId }),
  ]);
  expect((await readLedger(id)).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
  expect(await readCredits(id)).toBe(100);
});

test('retries of one slot at once: one open task, the others conflict', async () => {
  const { id } = await newUser();
  const task = await held(id);
  await fail(task, false);
  const answers = await together(6, () =>
    admin().rpc('create_retry', {
      p_user_id: id,
      p_task_id: task.taskId,
      p_new_task_id: randomUUID(),
      p_seed: 1,
      p_limits: limits,
    }),
  );
  expect(answers.filter(({ error }) => !error)).toHaveLength(1);
  expect(answers.filter(({ error }) => error?.code === 'PT409')).toHaveLength(5);
  expect(await readCredits(id)).toBe(96);
});

test('never more tasks of one user running than the limit, whoever claims', async () => {
  const users = await together(3, () => newUser());
  await Promise.all(
    users.flatMap(({ id }) =>
      together(5, () => accepted(id, { count: 4, price: 0, limits: { maxRunning: 2 } })),
    ),
  );
  let left = 60;
  while (left > 0) {
    const claims = await together(8, () => claim(3, 2));
    const running = must(
      await admin().from('tasks').select('id, user_id, lease_token').eq('status', 'processing'),
    );
    const mine = running.filter(({ user_id }) => users.some(({ id }) => id === user_id));
    for (const { id } of users)
      expect(mine.filter(({ user_id }) => user_id === id).length).toBeLessThanOrEqual(2);
    expect(new Set(claims.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId))).size).toBe(
      claims.flatMap(({ tasks }) => tasks).length,
    );
    const ended = await Promise.all(
      mine.map((task) => complete({ taskId: task.id, leaseToken: task.lease_token ?? '' })),
    );
    left -= ended.filter(({ data }) => data).length;
  }
  expect(left).toBe(0);
});

test('one round of claims goes round the users before anyone gets a second', async () => {
  const [busy, other] = [await newUser(), await newUser()];
  const waiting = { price: 0, limits: { maxRunning: 0 } };
  await together(5, () => accepted(busy.id, { ...waiting, count: 4 }));
  await accepted(other.id, waiting);
  const { tasks } = await claim(2, 4);
  expect(new Set(tasks.map(({ userId }) => userId))).toEqual(new Set([busy.id, other.id]));
});
