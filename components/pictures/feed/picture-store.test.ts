import { describe, expect, it, vi } from 'vitest';
import { insertSent, makeTask } from '@/components/testing/make-task';
import { PictureStore } from './picture-store';

const settings = { aspectRatio: '1:1', imageSize: '1K' };
const ids = (store: PictureStore) => store.rows().map((row) => row.slots.map((slot) => slot.taskId));

describe('cards made before the answer', () => {
  const insert = (store: PictureStore, taskIds: string[]) =>
    insertSent(store, {
      key: 'made-here',
      taskIds,
      topicId: null,
      prompt: 'fog',
      model: 'm',
      settings,
      createdAt: '2026-01-01T00:00:00Z',
    });

  it('stand in the feed at once and are not polled until the server has accepted them', () => {
    const store = new PictureStore();
    insert(store, ['a', 'b']);
    expect(ids(store)).toEqual([['a', 'b']]);
    expect(store.openIds()).toEqual([]);
    store.confirmBatch(['a', 'b'], 'batch-1');
    expect(store.openIds()).toEqual(['a', 'b']);
  });

  it('keep the key of their row when they get their batch id', () => {
    const store = new PictureStore();
    const task = makeTask();
    insert(store, [task.taskId]);
    store.mergeTasks([task]);
    store.confirmBatch([task.taskId], task.batchId);
    expect(store.rows()).toHaveLength(1);
    expect(store.rows()[0]).toMatchObject({ key: 'made-here', batchId: task.batchId });
  });

  it('go when the server refuses them', () => {
    const store = new PictureStore();
    insert(store, ['a', 'b']);
    store.withdraw(['a', 'b']);
    expect(store.rows()).toEqual([]);
  });

  it('stay when the answer was lost and the server knows them after all', () => {
    const store = new PictureStore();
    const task = makeTask();
    insert(store, [task.taskId]);
    store.mergeTasks([task]);
    store.withdraw([task.taskId]);
    expect(ids(store)).toEqual([[task.taskId]]);
  });
});

describe('rows', () => {
  it('are newest first, with slots in order whatever came first', () => {
    const store = new PictureStore();
    const old = makeTask({ createdAt: '2026-01-01T10:00:00Z' });
    const late = makeTask({ createdAt: '2026-01-01T11:00:00Z', position: 1 });
    const sibling = makeTask({ createdAt: late.createdAt, batchId: late.batchId, position: 0 });
    store.mergeTasks([old, late, sibling]);
    expect(ids(store)).toEqual([[sibling.taskId, late.taskId], [old.taskId]]);
  });

  it('show the newest version of a slot, and the older one again when the newer was refused', () => {
    const store = new PictureStore();
    const failed = makeTask({ status: 'failed', createdAt: '2026-01-01T10:00:00Z' });
    store.mergeTasks([failed]);
    store.insertVersion({
      ...failed,
      taskId: 'again',
      status: 'processing',
      version: 0,
      createdAt: '2026-01-01T10:05:00Z',
    });
    expect(ids(store)).toEqual([['again']]);
    store.withdraw(['again']);
    expect(ids(store)).toEqual([[failed.taskId]]);
  });

  it('leave out hidden and deleted pictures, and bring hidden ones back', () => {
    const store = new PictureStore();
    const kept = makeTask({ status: 'completed' });
    const deleted = makeTask({ status: 'completed', images: [] });
    store.mergeTasks([kept, deleted]);
    store.setHidden([kept.taskId], true);
    expect(ids(store)).toEqual([]);
    store.setHidden([kept.taskId], false);
    expect(ids(store)).toEqual([[kept.taskId]]);
  });

  it('are reported when a task brings a batch that was not known', () => {
    const store = new PictureStore();
    const task = makeTask();
    expect(store.mergeTasks([task])).toEqual({ fromElsewhere: true });
    expect(store.mergeTasks([{ ...task, version: 9 }])).toEqual({ fromElsewhere: false });
  });
});

describe('tasks of other kinds', () => {
  const title = {
    taskId: 't',
    kind: 'title',
    status: 'queued',
    version: 1,
    batchId: null,
    attempt: 0,
    maxAttempts: 4,
    createdAt: '2026-01-01T00:00:00Z',
  } as const;

  it('are followed beside the pictures, and stand in no feed', () => {
    const store = new PictureStore([makeTask({ taskId: 'p' }), title]);
    expect(store.openIds()).toEqual(['p', 't']);
    expect(ids(store)).toEqual([['p']]);
    expect([store.get('t'), store.picture('t')]).toEqual([title, undefined]);
  });

  it('are told to those who wait for any end, not to those who wait for pictures', () => {
    const store = new PictureStore([title]);
    const [any, picture] = [vi.fn(), vi.fn()];
    store.subscribeFinished(any);
    store.subscribeFinishedPictures(picture);
    store.mergeTasks([{ ...title, version: 2, status: 'completed' }]);
    expect([any.mock.calls.length, picture.mock.calls.length]).toEqual([1, 0]);
  });
});
