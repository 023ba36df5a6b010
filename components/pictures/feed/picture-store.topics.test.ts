import { describe, expect, it, vi } from 'vitest';
import { insertSent, makeTask } from '@/components/testing/make-task';
import type { Batch } from '@/lib/generation/schema';
import { PictureStore } from './picture-store';

const [HERE, ELSEWHERE] = ['0d4b5a52-8b6e-4d8b-9a43-1f0c5f5a0001', '0d4b5a52-8b6e-4d8b-9a43-1f0c5f5a0002'];
const at = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const minutes = (store: PictureStore, topicId?: string) =>
  store.rows(topicId).map((row) => new Date(row.createdAt).getUTCMinutes());

function batch(minute: number, topicId = HERE): Batch {
  const task = makeTask({ topicId, createdAt: at(minute), status: 'completed' });
  const { batchId, prompt, model, settings, createdAt } = task;
  return { batchId, topicId, prompt, model, settings, createdAt, tasks: [task] };
}

describe('the feed of a topic', () => {
  it('has the rows of that topic, and that of everything has all', () => {
    const store = new PictureStore();
    store.mergeBatches({ batches: [batch(3), batch(2, ELSEWHERE), batch(1)], nextCursor: null });
    expect(minutes(store, HERE)).toEqual([3, 1]);
    expect(minutes(store)).toEqual([3, 2, 1]);
  });

  it('stays the same list when another topic changes', () => {
    const store = new PictureStore();
    store.mergeBatches({ batches: [batch(3)], nextCursor: null });
    const before = store.rows(HERE);
    store.mergeBatches({ batches: [batch(4, ELSEWHERE)], nextCursor: null });
    expect(store.rows(HERE)).toBe(before);
  });

  it('follows a batch that was moved', () => {
    const store = new PictureStore();
    const moved = batch(3);
    store.mergeBatches({ batches: [moved], nextCursor: null });
    store.mergeTasks(moved.tasks.map((task) => ({ ...task, version: 9, topicId: ELSEWHERE })));
    expect(minutes(store, HERE)).toEqual([]);
    expect(minutes(store, ELSEWHERE)).toEqual([3]);
  });

  it('counts what is open in it', () => {
    const store = new PictureStore([makeTask({ topicId: HERE }), makeTask({ topicId: ELSEWHERE })]);
    const told = vi.fn();
    store.subscribeAll(told);
    const task = makeTask({ topicId: HERE, status: 'queued' });
    store.mergeTasks([task]);
    expect(store.openCount(HERE)).toBe(2);
    store.mergeTasks([{ ...task, version: 2, status: 'canceled' }]);
    expect(store.openCount(HERE)).toBe(1);
    expect(told).toHaveBeenCalledTimes(2);
  });
});

describe('how far a feed goes', () => {
  it('shows nothing older than what was loaded without a gap, though another feed brought it', () => {
    const store = new PictureStore();
    store.paintFeed(undefined, { batches: [batch(9), batch(8, ELSEWHERE)], nextCursor: 'older' });
    store.paintFeed(HERE, { batches: [batch(9), batch(1)], nextCursor: null });
    expect(minutes(store)).not.toContain(1);
    expect(minutes(store, HERE)).toContain(1);
    store.extendFeed(undefined, { batches: [batch(5)], nextCursor: null });
    expect(minutes(store)).toContain(1);
  });

  it('is kept when its first page is painted again', () => {
    const store = new PictureStore();
    const first = { batches: [batch(9), batch(8)], nextCursor: 'second' };
    store.paintFeed(HERE, first);
    store.extendFeed(HERE, { batches: [batch(7)], nextCursor: 'third' });
    store.paintFeed(HERE, first);
    expect(store.cursor(HERE)).toBe('third');
  });

  it('starts anew when there may be a gap between the first page and what was loaded', () => {
    const store = new PictureStore();
    store.paintFeed(HERE, { batches: [batch(2)], nextCursor: 'old' });
    store.paintFeed(HERE, { batches: [batch(9)], nextCursor: 'new' });
    expect(store.cursor(HERE)).toBe('new');
    expect(minutes(store, HERE)).toEqual([9]);
  });
});

describe('painting', () => {
  it('has the rows at once and tells nobody before it is asked to', () => {
    const store = new PictureStore();
    const told = vi.fn();
    store.subscribeRows(told);
    store.paintFeed(HERE, { batches: [batch(1)], nextCursor: null });
    expect(minutes(store, HERE)).toEqual([1]);
    expect(told).not.toHaveBeenCalled();
    store.notify();
    expect(told).toHaveBeenCalledOnce();
  });
});

describe('a topic', () => {
  const made = { key: 'k', taskIds: ['a'], prompt: 'fog', model: 'm', createdAt: at(1) };
  const settings = { aspectRatio: '1:1', imageSize: '1K' };

  it('is known once it was painted, or something in it was accepted', () => {
    const store = new PictureStore();
    store.paintFeed(HERE, { batches: [], nextCursor: null });
    insertSent(store, { ...made, settings, topicId: ELSEWHERE });
    expect([store.knowsTopic(HERE), store.knowsTopic(ELSEWHERE)]).toEqual([true, false]);
    store.confirmBatch(['a'], 'batch-1');
    expect(store.knowsTopic(ELSEWHERE)).toBe(true);
  });

  it('that was deleted does not come back with an answer from before', () => {
    const store = new PictureStore();
    const page = { batches: [batch(1)], nextCursor: null };
    store.paintFeed(HERE, page);
    store.removeTopic(HERE);
    store.paintFeed(undefined, page);
    expect(minutes(store)).toEqual([]);
  });
});

describe('rows', () => {
  it('are not made while nobody asks for them', () => {
    const store = new PictureStore();
    const parse = vi.spyOn(Date, 'parse');
    store.mergeTasks(Array.from({ length: 100 }, () => makeTask()));
    expect(parse).not.toHaveBeenCalled();
    expect(store.rows()).toHaveLength(100);
  });
});
