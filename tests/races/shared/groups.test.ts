import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  admin,
  claim,
  complete,
  create,
  fail,
  must,
  newUser,
  readCredits,
  readLedger,
  readRow,
  type TestUser,
} from '@/tests/support/database';
import { sql } from '@/tests/support/sql';

interface NewTask {
  id: string;
  price?: number;
  needs?: number;
  waitsFor?: { taskId: string; port?: string }[];
}

const database = sql();
const limits = { leaseSeconds: 45, retryDelaysSeconds: [5] };
let user: TestUser;

beforeAll(async () => {
  await database`
    insert into public.task_kinds (kind, lane, places, priority) values ('sketch', 'sketches', 1000, 0) on conflict do nothing`;
});
afterAll(async () => {
  await database.end();
});
beforeEach(async () => {
  user = await newUser();
});

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const after = (...taskIds: string[]) => taskIds.map((taskId) => ({ taskId }));

/** Opens a group as a feature does: everything saved and charged in one transaction. */
async function open(tasks: NewTask[], owner = user.id): Promise<string> {
  const groupId = randomUUID();
  const rows = tasks.map((task) => ({
    kind: 'sketch',
    price: 0,
    payload: { of: task.id },
    statsKey: 'sketch',
    ...task,
  }));
  await database.begin(async (transaction) => {
    await transaction`select private.lock_profile(${owner})`;
    await transaction`select private.open_group(${owner}, ${groupId}, 'board', ${transaction.json(rows)}, ${transaction.json(limits)})`;
    for (const { id, price = 0 } of tasks)
      if (price) await transaction`select private.record_credits(${owner}, ${id}, 'charge', ${-price})`;
  });
  return groupId;
}

async function claimSketches(limit = 1000) {
  const known = { p_places: { sketches: limit }, p_kinds: ['sketch'], p_max_running: 4 };
  const { tasks } = must(await admin().rpc('claim_tasks', known)) as {
    tasks: { taskId: string; leaseToken: string; payload: { of: string; inputs?: unknown } }[];
  };
  return tasks;
}

type Held = { taskId: string; leaseToken: string };
const finish = ({ taskId, leaseToken }: Held, result = {}) =>
  admin().rpc('complete_task', { p_task_id: taskId, p_lease_token: leaseToken, p_result: result });
const readGroup = async (id: string) =>
  must(await admin().from('task_groups').select().eq('id', id).single());
const statuses = (taskIds: string[]) =>
  Promise.all(taskIds.map(async (id) => ((row) => [row.status, row.error_code])(await readRow(id))));

test('a task that waits is not claimed; when the last of those it waits for ends it is due, with their results', async () => {
  const [left = '', right = '', child = ''] = ids(3);
  const groupId = await open([
    { id: left },
    { id: right },
    {
      id: child,
      waitsFor: [
        { taskId: right, port: 'look' },
        { taskId: left, port: 'words' },
      ],
    },
  ]);
  const { data } = await user.client.rpc('read_tasks', { p_task_ids: [child] });
  expect(data).toMatchObject({
    tasks: [{ status: 'queued', waiting_for: 2, queue_position: null, retry_at: null }],
  });

  const parents = await claimSketches();
  expect(parents.map(({ taskId }) => taskId)).toEqual([left, right]);
  for (const parent of parents) {
    expect(await claimSketches()).toEqual([]);
    await finish(parent, { said: parent.taskId });
  }
  const [released] = await claimSketches();
  expect(released).toMatchObject({
    taskId: child,
    payload: {
      of: child,
      inputs: {
        look: [{ taskId: right, result: { said: right } }],
        words: [{ taskId: left, result: { said: left } }],
      },
    },
  });
  expect(await readGroup(groupId)).toMatchObject({ total: 3, open: 1, completed: 2, finished_at: null });
  if (released) await finish(released);
  expect(await readGroup(groupId)).toMatchObject({ open: 0, completed: 3, finished_at: expect.any(String) });
  expect(must(await user.client.from('notifications').select('kind, subject'))).toEqual([
    { kind: 'board_finished', subject: { groupId, total: 3, completed: 3, failed: 0, canceled: 0 } },
  ]);
});

test('a diamond whose one side fails: what needs both is canceled and refunded, down the graph; what needs one goes on with it', async () => {
  const [top = '', left = '', right = '', both = '', any = '', last = ''] = ids(6);
  const groupId = await open([
    { id: top, price: 1 },
    { id: left, price: 2, waitsFor: after(top) },
    { id: right, price: 4, waitsFor: after(top) },
    { id: both, price: 8, waitsFor: after(left, right) },
    { id: any, price: 16, waitsFor: after(left, right), needs: 1 },
    { id: last, price: 32, waitsFor: after(both) },
  ]);
  expect(await readCredits(user.id)).toBe(100 - 63);
  for (const task of await claimSketches()) await finish(task);
  for (const task of await claimSketches()) {
    if (task.taskId === left) await fail(task, false);
    else await finish(task);
  }
  expect(await statuses([both, last])).toEqual([
    ['canceled', 'upstream_failed'],
    ['canceled', 'upstream_failed'],
  ]);
  const [goesOn] = await claimSketches();
  expect(goesOn).toMatchObject({ taskId: any, payload: { inputs: { input: [{ taskId: right }] } } });
  if (goesOn) await finish(goesOn);
  expect(await readGroup(groupId)).toMatchObject({ open: 0, completed: 3, failed: 1, canceled: 2 });
  expect(await readCredits(user.id)).toBe(100 - 1 - 4 - 16);
  const refunds = (await readLedger(user.id)).filter(({ kind }) => kind === 'refund');
  expect(refunds.map(({ task_id }) => task_id).toSorted()).toEqual([left, both, last].toSorted());
});

test('a canceled group is refunded as a whole, but for what had completed; nothing of it starts any more', async () => {
  const [done = '', held = '', queued = '', waiting = ''] = ids(4);
  const groupId = await open([
    { id: done, price: 1 },
    { id: held, price: 2 },
    { id: queued, price: 4 },
    { id: waiting, price: 8, waitsFor: after(held, queued) },
  ]);
  const [first, second] = await claimSketches(2);
  if (first) await finish(first);
  const cancel = { p_user_id: user.id, p_group_id: groupId };
  expect(
    (await admin().rpc('cancel_group', { ...cancel, p_user_id: (await newUser()).id })).error?.code,
  ).toBe('PT404');
  const canceled = must(await admin().rpc('cancel_group', cancel));
  expect(new Set(canceled)).toEqual(new Set([held, queued, waiting]));
  expect(await readGroup(groupId)).toMatchObject({ open: 0, completed: 1, canceled: 3 });
  expect(await readCredits(user.id)).toBe(99);
  expect(second && (await finish(second)).data).toBe(false);
  expect(await claimSketches()).toEqual([]);
  expect(must(await admin().rpc('cancel_group', cancel))).toEqual([]);
});

test('a group whose task waits for one that stands behind it, or elsewhere, is refused as a whole', async () => {
  const [first = '', second = ''] = ids(2);
  await expect(open([{ id: first, waitsFor: after(second) }, { id: second }])).rejects.toMatchObject({
    code: '23502',
  });
  await expect(open([{ id: first, waitsFor: after(randomUUID()) }])).rejects.toMatchObject({ code: '23502' });
  expect(must(await admin().from('task_groups').select('id').eq('user_id', user.id))).toEqual([]);
});

test('300 parents that end at the same moment release their child exactly once', async () => {
  const parents = ids(300);
  const child = randomUUID();
  const groupId = await open([...parents.map((id) => ({ id })), { id: child, waitsFor: after(...parents) }]);
  const claimed = await claimSketches();
  expect(claimed).toHaveLength(300);
  const before = (await readRow(child)).version;
  await Promise.all(claimed.map((task) => finish(task)));
  expect(await readRow(child)).toMatchObject({ status: 'queued', waits_for: 0, version: before + 300 });
  expect(await readGroup(groupId)).toMatchObject({ open: 1, completed: 300 });
  expect((await claimSketches()).map(({ taskId }) => taskId)).toEqual([child]);
});

test('the queue of pictures stands as it was when hundreds of others are released, whose order is that of the group', async () => {
  const parent = randomUUID();
  const children = ids(300);
  await open([{ id: parent }, ...children.map((id) => ({ id, waitsFor: after(parent) }))]);
  const [held] = await claimSketches();
  if (held) await finish(held);
  const released = await claimSketches();
  expect(released.map(({ taskId }) => taskId)).toEqual(children);
});

test('pictures of a group complete by their own function, and count', async () => {
  const picture = randomUUID();
  const answer = await create(user.id, { taskIds: [picture], limits: { maxRunning: 0 } });
  expect(answer.error).toBeNull();
  const groupId = randomUUID();
  await database`
    insert into public.task_groups (id, user_id, kind, total, open) values (${groupId}, ${user.id}, 'board', 1, 1)`;
  await database`update public.tasks set group_id = ${groupId} where id = ${picture}`;
  const task = (await claim()).tasks.find(({ taskId }) => taskId === picture);
  expect(task && (await complete(task)).data).toBe(true);
  expect(await readGroup(groupId)).toMatchObject({ open: 0, completed: 1 });
});
