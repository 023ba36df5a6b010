import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useSyncExternalStore } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageNotices } from '@/components/notices/page-notices';
import { useTasks } from '@/components/tasks/tasks-context';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { PictureTask } from '@/lib/generation/schema';
import { TaskStore } from './task-store';
import { usePolling } from './use-polling';

const PENDING = 'GET /api/generate-image/pending';
const POLL = 'POST /api/generate-image/polling';
const now = '2026-01-01T10:00:10.000Z';
const api = fakeApi();

const onElsewhere = vi.fn();

function Poller() {
  const tasks = useTasks();
  usePolling(tasks.poller, onElsewhere);
  const notice = useSyncExternalStore(pageNotices.subscribe, pageNotices.top);
  return (
    <>
      <output>{notice?.kind ?? 'fine'}</output>
      <button type="button" onClick={tasks.poller.pollNow}>
        write
      </button>
    </>
  );
}

function open(tasks: PictureTask[]) {
  const store = new TaskStore();
  store.mergeTasks(tasks);
  render(
    <StudioFrame store={store}>
      <Poller />
    </StudioFrame>,
  );
  return store;
}

const answer = (tasks: PictureTask[], nextPollMs: number | null) => ({ tasks, missing: [], nextPollMs, now });
const pending = (pendingTasks: PictureTask[], latestTaskId: string | null = null) => ({
  pendingTasks,
  latestTaskId,
  nextPollMs: null,
  now,
});
const polls = (count: number) => waitFor(() => expect(api.bodies(POLL)).toHaveLength(count));
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  onElsewhere.mockClear();
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('polling', () => {
  it('asks for four tasks in one request, with the versions it knows', async () => {
    const tasks = [0, 1, 2, 3].map((position) => makeTask({ position, version: position + 1 }));
    api.json(PENDING, pending(tasks));
    api.json(POLL, answer([], 5000));
    open(tasks);
    await polls(1);
    expect(api.bodies(POLL)).toEqual([
      {
        taskIds: tasks.map((task) => task.taskId),
        known: Object.fromEntries(tasks.map((task) => [task.taskId, task.version])),
      },
    ]);
  });

  it('asks again after as long as the server says, and not before', async () => {
    const task = makeTask();
    api.json(PENDING, pending([task]));
    api.json(POLL, answer([], 7000));
    open([task]);
    await polls(1);
    await pass(6000);
    expect(api.bodies(POLL)).toHaveLength(1);
    await pass(1000);
    await polls(2);
    await pass(7000);
    await polls(3);
  });

  it('asks at once after a write, and then as often as that answer says: an old, long wait is over', async () => {
    const task = makeTask();
    api.json(PENDING, pending([task]));
    api.json(POLL, answer([], 600_000));
    open([task]);
    await polls(1);
    api.json(POLL, answer([], 2000));
    fireEvent.click(screen.getByRole('button'));
    await polls(2);
    await pass(2000);
    await polls(3);
    api.json(POLL, answer([], null));
    await pass(2000);
    await polls(4);
    await pass(600_000);
    expect(api.bodies(POLL)).toHaveLength(4);
  });

  it('does not let an answer that is overtaken decide when to ask again', async () => {
    const task = makeTask();
    api.json(PENDING, pending([task]));
    const late = Promise.withResolvers<void>();
    api.on(POLL, async () => {
      await late.promise;
      return Response.json(answer([], 1000));
    });
    open([task]);
    await polls(1);
    api.json(POLL, answer([], 600_000));
    fireEvent.click(screen.getByRole('button'));
    await polls(2);
    late.resolve();
    await pass(60_000);
    expect(api.bodies(POLL)).toHaveLength(2);
  });

  it('stops when nothing is open any more', async () => {
    const task = makeTask();
    api.json(PENDING, pending([task]));
    api.json(POLL, answer([makeTask({ ...task, status: 'completed', version: 2 })], null));
    const store = open([task]);
    await waitFor(() => expect(store.get(task.taskId)?.status).toBe('completed'));
    await pass(60_000);
    expect(api.bodies(POLL)).toHaveLength(1);
  });

  it('does not ask at all when nothing is open', async () => {
    api.json(PENDING, pending([]));
    open([makeTask({ status: 'completed' })]);
    await waitFor(() => expect(api.bodies(PENDING)).toHaveLength(1));
    await pass(60_000);
    expect(api.bodies(POLL)).toHaveLength(0);
  });

  it('drops tasks that the server does not know', async () => {
    const task = makeTask();
    api.json(PENDING, pending([]));
    api.json(POLL, { tasks: [], missing: [task.taskId], nextPollMs: null, now });
    const store = open([task]);
    await waitFor(() => expect(store.get(task.taskId)).toBeUndefined());
  });

  it('asks for more than fifty in several requests', async () => {
    const tasks = Array.from({ length: 51 }, () => makeTask());
    api.json(PENDING, pending(tasks));
    api.json(POLL, answer([], 5000));
    open(tasks);
    await polls(2);
    const sizes = api.bodies(POLL).map((body) => (body as { taskIds: string[] }).taskIds.length);
    expect(sizes.sort()).toEqual([1, 50]);
  });
});

describe('coming back', () => {
  const waysBack: [string, () => void][] = [
    ['focus', () => window.dispatchEvent(new Event('focus'))],
    ['the connection', () => window.dispatchEvent(new Event('online'))],
    ['a visible tab', () => document.dispatchEvent(new Event('visibilitychange'))],
  ];

  it.each(waysBack)(
    'with %s asks for what is open at once, however long the wait was',
    async (_, comeBack) => {
      const task = makeTask();
      api.json(PENDING, pending([task]));
      api.json(POLL, answer([], 600_000));
      open([task]);
      await polls(1);
      await pass(10);
      act(comeBack);
      await polls(2);
    },
  );

  it.each(waysBack)('with %s asks at once, and learns of tasks from another device', async (_, comeBack) => {
    api.json(PENDING, pending([]));
    const store = open([]);
    await waitFor(() => expect(api.bodies(PENDING)).toHaveLength(1));
    await pass(10);
    const elsewhere = makeTask();
    api.json(PENDING, pending([elsewhere]));
    api.json(POLL, answer([], 5000));
    expect(onElsewhere).not.toHaveBeenCalled();
    act(comeBack);
    await waitFor(() => expect(store.openIds()).toEqual([elsewhere.taskId]));
    await polls(1);
    expect(onElsewhere).toHaveBeenCalledOnce();
  });
});

describe('the connection', () => {
  it('is said to be lost and found again, and what was missed is caught up', async () => {
    const task = makeTask();
    api.json(PENDING, pending([task]));
    api.cutOff(POLL);
    const store = open([task]);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('lost'));
    api.json(POLL, answer([makeTask({ ...task, status: 'completed', version: 2 })], null));
    await pass(30_000);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('fine'));
    expect(store.get(task.taskId)?.status).toBe('completed');
  });

  it('is not asked over and over after signing out', async () => {
    api.refuse(PENDING, 401, 'unauthenticated');
    open([makeTask()]);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('signed-out'));
    await pass(60_000);
    expect(api.bodies(PENDING)).toHaveLength(1);
  });

  it('is not asked over and over when another account has signed in in this browser', async () => {
    api.on(PENDING, () =>
      Response.json(
        { error: { code: 'conflict', details: { signedInAs: 'rui@example.com' } } },
        { status: 409 },
      ),
    );
    open([makeTask()]);
    await waitFor(() => expect(api.bodies(PENDING)).toHaveLength(1));
    await pass(60_000);
    expect(api.bodies(PENDING)).toHaveLength(1);
    expect(api.bodies(POLL)).toHaveLength(0);
  });
});

describe('what began on another device', () => {
  const MINUTE = 60_000;
  const looks = () => api.bodies(PENDING).length;

  beforeEach(() => {
    vi.useRealTimers();
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'setInterval', 'performance'] });
  });

  it('is seen within 30 s, also if it has ended by then, and told once', async () => {
    api.json(PENDING, pending([], 'first'));
    open([]);
    await waitFor(() => expect(looks()).toBe(1));
    api.json(PENDING, pending([], 'second'));
    await pass(30_000);
    expect(onElsewhere).toHaveBeenCalledOnce();
    await pass(MINUTE);
    expect(onElsewhere).toHaveBeenCalledOnce();
  });

  it('is not looked for when nobody has touched the page for 10 minutes, and again from the next touch on', async () => {
    api.json(PENDING, pending([]));
    open([]);
    await pass(10 * MINUTE);
    const before = looks();
    expect(before).toBeGreaterThan(20);
    await pass(10 * MINUTE);
    expect(looks()).toBe(before);
    fireEvent.keyDown(document.body, { key: 'a' });
    await pass(30_000);
    expect(looks()).toBe(before + 1);
  });

  it('is looked for as long as something is open', async () => {
    api.json(PENDING, pending([]));
    api.json(POLL, answer([], 10 * MINUTE));
    open([makeTask()]);
    await pass(20 * MINUTE);
    const before = looks();
    await pass(MINUTE);
    expect(looks()).toBeGreaterThan(before);
  });

  it('is not looked for in a page that nobody sees', async () => {
    api.json(PENDING, pending([]));
    open([]);
    await waitFor(() => expect(looks()).toBe(1));
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await pass(5 * MINUTE);
    expect(looks()).toBe(1);
  });
});
