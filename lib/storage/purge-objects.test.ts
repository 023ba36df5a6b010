import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { log } from '@/lib/log';
import type { TaskKinds } from '@/lib/tasks/task-kind';
import { uploadKeys } from './object-key';
import { type Abandoned, keysOf, removeObjects } from './purge-objects';

const abandoned = (count: number): Abandoned[] =>
  Array.from({ length: count }, () => ({ userId: 'somebody', taskId: randomUUID(), kind: 'film' }));
const kind = { payload: z.unknown(), load: () => Promise.reject(new Error('nothing runs here')) };
const kinds: TaskKinds = {
  film: {
    ...kind,
    objectKeys: (userId, taskId) => [`${userId}/${taskId}/reel`, `${userId}/${taskId}/poster`],
  },
  title: kind,
};
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
  expect(await removeObjects(store, all, kinds)).toEqual(ids(all));
  expect(store.remove).toHaveBeenCalledTimes(1);
  expect(store.removed).toEqual(new Set(all.flatMap((one) => keysOf(one, kinds))));
});

test('one that can not be removed is logged and stays; the 99 others go', async () => {
  const all = abandoned(100);
  const stuck = all[37];
  if (!stuck) throw new Error('none');
  expect(await removeObjects(storageThatRefuses([stuck]), all, kinds)).toEqual(
    ids(all.filter((one) => one !== stuck)),
  );
  expect(vi.mocked(log.error).mock.calls).toEqual([[expect.objectContaining({ taskId: stuck.taskId })]]);
});

test('a storage that is away is not asked for each of them', async () => {
  const all = abandoned(100);
  const store = storageThatRefuses(all);
  expect(await removeObjects(store, all, kinds)).toEqual([]);
  expect(store.remove.mock.calls.length).toBeLessThan(25);
});

test('what is removed is what the kind says; of an upload, all that uploads have', async () => {
  const [userId, taskId] = ['somebody', randomUUID()];
  expect(keysOf({ userId, taskId, kind: 'film' }, kinds)).toEqual([
    `somebody/${taskId}/reel`,
    `somebody/${taskId}/poster`,
  ]);
  expect(keysOf({ userId, taskId, kind: null }, kinds)).toEqual(uploadKeys(userId, taskId));
  const store = storageThatRefuses([]);
  expect(await removeObjects(store, [{ userId, taskId, kind: 'title' }], kinds)).toEqual([taskId]);
  expect(store.remove).not.toHaveBeenCalled();
});
