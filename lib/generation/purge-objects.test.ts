import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import { log } from '@/lib/log';
import { keysOf } from '@/lib/storage/object-key';
import { type Abandoned, removeObjects } from './purge-objects';

const abandoned = (count: number): Abandoned[] =>
  Array.from({ length: count }, () => ({ userId: 'somebody', taskId: randomUUID() }));
const ids = (some: Abandoned[]) => some.map(({ taskId }) => taskId);

/** A storage that refuses any removal in which one of these is. */
function storageThatRefuses(stuck: Abandoned[]) {
  const left = new Set<string>();
  const remove = vi.fn(async (keys: string[]) => {
    if (stuck.some(({ taskId }) => keys.some((key) => key.includes(taskId)))) throw new Error('refused');
    for (const key of keys) left.add(key);
  });
  return { remove, removed: left };
}

beforeEach(() => {
  vi.spyOn(log, 'error').mockImplementation(() => undefined);
});

test('everything is removed in one call', async () => {
  const all = abandoned(100);
  const store = storageThatRefuses([]);
  expect(await removeObjects(store, all)).toEqual(ids(all));
  expect(store.remove).toHaveBeenCalledTimes(1);
  expect(store.removed).toEqual(new Set(all.flatMap(({ userId, taskId }) => keysOf(userId, taskId))));
});

test('one that can not be removed is logged and stays; the 99 others go', async () => {
  const all = abandoned(100);
  const stuck = all[37];
  if (!stuck) throw new Error('none');
  expect(await removeObjects(storageThatRefuses([stuck]), all)).toEqual(
    ids(all.filter((one) => one !== stuck)),
  );
  expect(vi.mocked(log.error).mock.calls).toEqual([[expect.objectContaining({ taskId: stuck.taskId })]]);
});

test('a storage that is away is not asked for each of them', async () => {
  const all = abandoned(100);
  const store = storageThatRefuses(all);
  expect(await removeObjects(store, all)).toEqual([]);
  expect(store.remove.mock.calls.length).toBeLessThan(25);
});
