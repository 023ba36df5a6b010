import { describe, expect, it, vi } from 'vitest';
import { insertSent, makeTask } from '@/components/testing/make-task';
import { TaskStore } from './task-store';

const settings = { aspectRatio: '1:1', imageSize: '1K' };
const ids = (store: TaskStore) => store.rows().map((row) => row.slots.map((slot) => slot.taskId));

describe('versions', () => {
  it('ignores an answer older than what it has', () => {
    const store = new TaskStore();
    const task = makeTask({ status: 'processing', version: 2 });
    store.mergeTasks([task]);
    store.mergeTasks([{ ...task, status: 'completed', version: 3 }]);
    store.mergeTasks([{ ...task, status: 'processing', version: 2 }]);
    expect(store.get(task.taskId)?.status).toBe('completed');
  });

  it('tells nobody when a poll brings nothing new', () => {
    const store = new TaskStore();
    const task = makeTask({ version: 2 });
    store.mergeTasks([task]);
    const card = vi.fn();
    const feed = vi.fn();
    store.subscribeTask(task.taskId, card);
    store.subscribeRows(feed);
    store.mergeTasks([{ ...task }]);
    expect(card).not.toHaveBeenCalled();
    expect(feed).not.toHaveBeenCalled();
  });

  it('tells only the card whose task changed', () => {
    const store = new TaskStore();
    const first = makeTask();
    const second = makeTask({ batchId: first.batchId, position: 1 });
    store.mergeTasks([first, second]);
    const one = vi.fn();
    const two = vi.fn();
    const feed = vi.fn();
    store.subscribeTask(first.taskId, one);
    store.subscribeTask(second.taskId, two);
    store.subscribeRows(feed);
    store.mergeTasks([{ ...second, version: 5 }]);
    expect(one).not.toHaveBeenCalled();
    expect(two).toHaveBeenCalledOnce();
    expect(feed).not.toHaveBeenCalled();
  });
});

describe('cards made before the answer', () => {
  const insert = (store: TaskStore, taskIds: string[]) =>
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
    const store = new TaskStore();
    insert(store, ['a', 'b']);
    expect(ids(store)).toEqual([['a', 'b']]);
    expect(store.openIds()).toEqual([]);
    store.confirm(['a', 'b'], 'batch-1');
    expect(store.openIds()).toEqual(['a', 'b']);
  });

  it('keep the key of their row when they get their batch id', () => {
    const store = new TaskStore();
    const task = makeTask();
    insert(store, [task.taskId]);
    store.mergeTasks([task]);
    store.confirm([task.taskId], task.batchId);
    expect(store.rows()).toHaveLength(1);
    expect(store.rows()[0]).toMatchObject({ key: 'made-here', batchId: task.batchId });
  });

  it('go when the server refuses them', () => {
    const store = new TaskStore();
    insert(store, ['a', 'b']);
    store.withdraw(['a', 'b']);
    expect(store.rows()).toEqual([]);
  });

  it('stay when the answer was lost and the server knows them after all', () => {
    const store = new TaskStore();
    const task = makeTask();
    insert(store, [task.taskId]);
    store.mergeTasks([task]);
    store.withdraw([task.taskId]);
    expect(ids(store)).toEqual([[task.taskId]]);
  });
});

describe('rows', () => {
  it('are newest first, with slots in order whatever came first', () => {
    const store = new TaskStore();
    const old = makeTask({ createdAt: '2026-01-01T10:00:00Z' });
    const late = makeTask({ createdAt: '2026-01-01T11:00:00Z', position: 1 });
    const sibling = makeTask({ createdAt: late.createdAt, batchId: late.batchId, position: 0 });
    store.mergeTasks([old, late, sibling]);
    expect(ids(store)).toEqual([[sibling.taskId, late.taskId], [old.taskId]]);
  });

  it('show the newest version of a slot, and the older one again when the newer was refused', () => {
    const store = new TaskStore();
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
    const store = new TaskStore();
    const kept = makeTask({ status: 'completed' });
    const deleted = makeTask({ status: 'completed', images: [] });
    store.mergeTasks([kept, deleted]);
    store.setHidden([kept.taskId], true);
    expect(ids(store)).toEqual([]);
    store.setHidden([kept.taskId], false);
    expect(ids(store)).toEqual([[kept.taskId]]);
  });

  it('are reported when a task brings a batch that was not known', () => {
    const store = new TaskStore();
    const task = makeTask();
    expect(store.mergeTasks([task])).toEqual({ newBatches: true });
    expect(store.mergeTasks([{ ...task, version: 9 }])).toEqual({ newBatches: false });
  });
});

describe('ends', () => {
  it('are told once, and never for tasks that had ended before the page knew them', () => {
    const store = new TaskStore();
    const ended = vi.fn();
    store.subscribeFinished(ended);
    const task = makeTask({ status: 'processing', version: 1 });
    store.mergeTasks([task, makeTask({ status: 'completed' })]);
    const done = { ...task, status: 'completed' as const, version: 2 };
    store.mergeTasks([done]);
    store.mergeTasks([done]);
    expect(ended.mock.calls).toEqual([[done]]);
  });
});
