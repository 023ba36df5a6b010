import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import type { PictureTask } from '@/lib/generation/schema';
import { ServerClock } from './server-clock';
import { TaskPoller } from './task-poller';
import { TaskStore } from './task-store';

const PENDING = 'GET /api/generate-image/pending';
const POLL = 'POST /api/generate-image/polling';
const now = '2026-01-01T10:00:10.000Z';
const LONG_MS = 600_000;
const api = fakeApi();

const { locks } = process.getBuiltinModule('node:worker_threads');
const closing: (() => void)[] = [];

/** Tabs of one browser have locks and channels in common; here they also share the document. */
function openTab(tasks: PictureTask[], { account = 'ana', hidden = false } = {}) {
  const store = new TaskStore();
  store.mergeTasks(tasks);
  const poller = new TaskPoller({ account, store, clock: new ServerClock(now) });
  show(!hidden);
  const close = poller.start(() => undefined);
  closing.push(close);
  return { store, poller, close };
}

const show = (visible: boolean) => vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible);
const answer = (tasks: PictureTask[], nextPollMs: number | null) => ({ tasks, missing: [], nextPollMs, now });
const pending = (pendingTasks: PictureTask[]) => api.json(PENDING, { pendingTasks, nextPollMs: null, now });
const ended = (task: PictureTask, status: 'completed' | 'canceled' = 'completed') =>
  makeTask({ ...task, status, version: task.version + 1 });
const asked = () => (api.bodies(POLL) as { taskIds: string[] }[]).map(({ taskIds }) => taskIds.toSorted());
const idsOf = (tasks: PictureTask[]) => tasks.map((task) => task.taskId).toSorted();
const statusIn = (tab: { store: TaskStore }, task: PictureTask) => tab.store.get(task.taskId)?.status;

beforeEach(() => {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks);
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.useRealTimers();
});

describe.skipIf(!locks)('tabs of one account', () => {
  it('ask with one voice for what is open in any of them, and all see the end', async () => {
    const [one, two, three, four] = [makeTask(), makeTask(), makeTask(), makeTask()];
    pending([one, two]);
    api.json(POLL, answer([], LONG_MS));
    const first = openTab([one, two]);
    await waitFor(() => expect(asked()).toEqual([idsOf([one, two])]));
    const second = openTab([three, four], { hidden: true });
    api.on(POLL, () => Response.json(answer([three, four], LONG_MS)));
    await waitFor(() => expect(asked().at(-1)).toEqual(idsOf([one, two, three, four])));
    await waitFor(() => expect(first.store.openIds()).toHaveLength(4));
    expect([first.poller.leads, second.poller.leads]).toEqual([true, false]);

    api.json(
      POLL,
      answer(
        [one, two, three, four].map((task) => ended(task)),
        null,
      ),
    );
    const before = asked().length;
    first.poller.pollNow();
    for (const tab of [first, second]) await waitFor(() => expect(statusIn(tab, four)).toBe('completed'));
    expect(asked()).toHaveLength(before + 1);
    expect(api.bodies(PENDING)).toHaveLength(1);
  });

  it('go on when the leading one is closed', async () => {
    const task = makeTask();
    pending([task]);
    api.json(POLL, answer([], LONG_MS));
    const second = openTab([task], { hidden: true });
    await waitFor(() => expect(second.poller.leads).toBe(true));
    const first = openTab([task]);
    await waitFor(() => expect([first.poller.leads, second.poller.leads]).toEqual([true, false]));
    api.json(POLL, answer([ended(task)], null));
    first.close();
    await waitFor(() => expect(statusIn(second, task)).toBe('completed'));
    expect(second.poller.leads).toBe(true);
  });

  it('are led by the one that is looked at, even if the leader was suspended and never lets go', async () => {
    pending([]);
    const stuck = vi.fn(() => new Promise<void>(() => undefined));
    const lost = locks.request('darkroom-tasks-3:ana', stuck).then(
      () => 'let go',
      () => 'lost',
    );
    await waitFor(() => expect(stuck).toHaveBeenCalled());
    const tab = openTab([]);
    await waitFor(() => expect(tab.poller.leads).toBe(true));
    expect(await lost).toBe('lost');
  });

  it('are quiet once another leads, also when an answer comes after that', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
    const task = makeTask();
    pending([task]);
    const late = Promise.withResolvers<void>();
    api.on(POLL, async () => {
      await late.promise;
      return Response.json(answer([{ ...task, version: 7 }], 1000));
    });
    const first = openTab([task]);
    await waitFor(() => expect(asked()).toHaveLength(1));
    api.json(POLL, answer([], LONG_MS));
    const second = openTab([task]);
    await waitFor(() => expect([first.poller.leads, second.poller.leads]).toEqual([false, true]));
    await waitFor(() => expect(asked()).toHaveLength(2));
    late.resolve();
    await waitFor(() => expect(second.store.get(task.taskId)?.version).toBe(7));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked()).toHaveLength(2);
  });

  it('are led by one that can be seen once the leader is hidden', async () => {
    pending([]);
    const behind = openTab([]);
    const front = openTab([]);
    await waitFor(() => expect([front.poller.leads, behind.poller.leads]).toEqual([true, false]));
    // The front one is hidden while it says so; the other can be seen when it hears it.
    show(false);
    document.dispatchEvent(new Event('visibilitychange'));
    show(true);
    await waitFor(() => expect([front.poller.leads, behind.poller.leads]).toEqual([false, true]));
  });

  it('ask at once after a write in any of them, however long the leader would wait', async () => {
    const task = makeTask();
    pending([task]);
    api.json(POLL, answer([], LONG_MS));
    const writing = openTab([]);
    const leading = openTab([task]);
    await waitFor(() => expect([leading.poller.leads, writing.poller.leads]).toEqual([true, false]));
    await waitFor(() => expect(writing.store.openIds()).toHaveLength(1));
    api.json(POLL, answer([ended(task)], null));
    writing.poller.pollNow();
    await waitFor(() => expect(statusIn(leading, task)).toBe('completed'));
  });

  it('learn from each other what the server does not say again', async () => {
    const task = makeTask();
    pending([]);
    api.json(POLL, answer([], LONG_MS));
    const leading = openTab([ended(task)]);
    await waitFor(() => expect(leading.poller.leads).toBe(true));
    const late = openTab([task], { hidden: true });
    await waitFor(() => expect(statusIn(late, task)).toBe('completed'));
    const canceled = makeTask();
    late.store.mergeTasks([canceled]);
    leading.poller.share([ended(canceled, 'canceled')]);
    await waitFor(() => expect(statusIn(late, canceled)).toBe('canceled'));
    expect(asked()).toEqual([]);
  });

  it.each([
    ['lost', () => api.cutOff(PENDING)],
    ['signed-out', () => api.refuse(PENDING, 401, 'unauthenticated')],
  ])('all say that the connection is %s, and that it is fine again', async (state, fail) => {
    pending([]);
    const second = openTab([], { hidden: true });
    const first = openTab([]);
    await waitFor(() => expect([first.poller.leads, second.poller.leads]).toEqual([true, false]));
    fail();
    window.dispatchEvent(new Event('online'));
    for (const { poller } of [first, second]) await waitFor(() => expect(poller.connection()).toBe(state));
    pending([]);
    window.dispatchEvent(new Event('online'));
    for (const { poller } of [first, second]) await waitFor(() => expect(poller.connection()).toBe('fine'));
  });
});

it.each([
  ['locks', () => vi.spyOn(navigator, 'locks', 'get').mockReturnValue(null as never)],
  ['channels', () => vi.stubGlobal('BroadcastChannel', undefined)],
])('in a browser without %s each tab asks for itself', async (_, take) => {
  take();
  pending([]);
  api.json(POLL, answer([], LONG_MS));
  const tabs = [openTab([makeTask()]), openTab([makeTask()])];
  await waitFor(() => expect(new Set(asked().flat()).size).toBe(2));
  expect(tabs.map(({ poller }) => poller.leads)).toEqual([true, true]);
});

describe.skipIf(!locks)('tabs of two accounts', () => {
  it('have nothing to do with each other, and say whose they are', async () => {
    const [hers, his] = [makeTask(), makeTask()];
    const accounts: (string | null)[] = [];
    api.on(PENDING, ({ account }) => {
      accounts.push(account);
      const pendingTasks = account === 'ana' ? [hers] : [his];
      return Response.json({ pendingTasks, nextPollMs: null, now });
    });
    api.json(POLL, answer([], LONG_MS));
    const ana = openTab([hers]);
    const rui = openTab([his], { account: 'rui' });
    await waitFor(() => expect(asked()).toHaveLength(2));
    expect(asked().toSorted()).toEqual([[hers.taskId], [his.taskId]].toSorted());
    expect([ana.poller.leads, rui.poller.leads]).toEqual([true, true]);
    expect(accounts.toSorted()).toEqual(['ana', 'rui']);
    const anasOther = openTab([], { hidden: true });
    ana.poller.share([ended(hers)]);
    rui.poller.share([ended(his)]);
    // By the time that her own other tab has heard it, his would have too.
    await waitFor(() => expect(statusIn(anasOther, hers)).toBe('completed'));
    expect([ana.store.get(his.taskId), rui.store.get(hers.taskId)]).toEqual([undefined, undefined]);
  });
});
