import { expect, it, vi } from 'vitest';
import { makeId } from '@/lib/schema/ids';
import type { Task } from '@/lib/tasks/schema';
import { TaskStore } from './task-store';

/** Of a kind that this page knows nothing of. */
const makeTask = (given: Partial<Task> = {}): Task => ({
  taskId: makeId(),
  kind: 'echo',
  status: 'processing',
  version: 1,
  attempt: 1,
  maxAttempts: 4,
  createdAt: '2026-01-01T10:00:00.000Z',
  ...given,
});

it('ignores an answer older than what it has', () => {
  const store = new TaskStore();
  const task = makeTask({ version: 2 });
  store.mergeTasks([task]);
  store.mergeTasks([{ ...task, status: 'completed', version: 3 }]);
  store.mergeTasks([{ ...task, version: 2 }]);
  expect(store.get(task.taskId)?.status).toBe('completed');
});

it('tells nobody when a poll brings nothing new, and else only those whose task changed', () => {
  const store = new TaskStore();
  const [first, second] = [makeTask(), makeTask()];
  store.mergeTasks([first, second]);
  const [one, two, all] = [vi.fn(), vi.fn(), vi.fn()];
  store.subscribeTask(first.taskId, one);
  store.subscribeTask(second.taskId, two);
  store.subscribeAll(all);
  store.mergeTasks([{ ...first }, { ...second }]);
  expect([one, two, all].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0]);
  store.mergeTasks([{ ...second, version: 5, progress: 0.5 }]);
  expect([one, two, all].map(({ mock }) => mock.calls.length)).toEqual([0, 1, 1]);
});

it('says when a task began elsewhere', () => {
  const store = new TaskStore();
  const task = makeTask();
  expect(store.mergeTasks([task])).toEqual({ fromElsewhere: true });
  expect(store.mergeTasks([{ ...task, version: 9 }])).toEqual({ fromElsewhere: false });
});

it('tells an end once, and never of tasks that had ended before the page knew them', () => {
  const store = new TaskStore();
  const ended = vi.fn();
  store.subscribeFinished(ended);
  const task = makeTask();
  store.mergeTasks([task, makeTask({ status: 'completed' })]);
  const done = { ...task, status: 'completed' as const, version: 2 };
  store.mergeTasks([done]);
  store.mergeTasks([done]);
  expect(ended.mock.calls).toEqual([[done]]);
});

it('what was removed does not come back with an answer from before', () => {
  const store = new TaskStore();
  const task = makeTask();
  store.mergeTasks([task]);
  expect(store.openIds()).toEqual([task.taskId]);
  store.remove([task.taskId]);
  store.mergeTasks([{ ...task, version: 7 }]);
  expect([store.get(task.taskId), store.openIds()]).toEqual([undefined, []]);
});
