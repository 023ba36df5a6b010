import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CardVisibility } from '@/components/pictures/card-visibility';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { TaskPoller } from '@/components/tasks/task-poller';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { PictureTask } from '@/lib/generation/schema';
import { FinishedNotifications } from './finished-notifications';
import { StatusAnnouncer } from './status-announcer';

const started = '2026-01-01T10:00:00.000Z';
const finished = '2026-01-01T10:00:23.000Z';

function open(tasks: PictureTask[], { inView = false, leads = true } = {}) {
  const store = new PictureStore();
  vi.spyOn(TaskPoller.prototype, 'leads', 'get').mockReturnValue(leads);
  store.mergeTasks(tasks);
  const visibility = new CardVisibility();
  vi.spyOn(visibility, 'isInView').mockReturnValue(inView);
  const onView = vi.fn();
  const { container } = render(
    <StudioFrame store={store} visibility={visibility}>
      <FinishedNotifications onView={onView} />
      <StatusAnnouncer />
    </StudioFrame>,
  );
  return { store, onView, announced: () => container.querySelector('[aria-live].sr-only')?.textContent };
}

function end(task: PictureTask, status: 'completed' | 'failed' | 'canceled'): PictureTask {
  const { images: _, ...row } = task;
  const error = { code: 'safety_blocked', message: '', refunded: true };
  return makeTask({
    ...row,
    status,
    version: 9,
    finishedAt: finished,
    ...(status === 'failed' && { error }),
  });
}

const make = (prompt: string) => makeTask({ prompt, createdAt: started });
const settle = () =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(1500);
    await vi.dynamicImportSettled();
  });
const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  document.title = 'Darkroom';
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells of a picture that is not in view, and leads to it', async () => {
  const task = make('Misty ridges');
  const { store, onView } = open([task]);
  act(() => void store.mergeTasks([end(task, 'completed')]));
  await settle();
  expect(await screen.findByText('Misty ridges is ready')).toBeTruthy();
  expect(screen.getByText('1 picture, 23 s')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'View' }));
  expect(onView).toHaveBeenCalledWith(task.taskId);
});

it('says nothing of what is in view or was canceled by the person', async () => {
  const seen = make('Seen');
  open([seen], { inView: true }).store.mergeTasks([end(seen, 'completed')]);
  const canceled = make('Canceled');
  open([canceled]).store.mergeTasks([end(canceled, 'canceled')]);
  await settle();
  expect(screen.queryByRole('button', { name: 'View' })).toBeNull();
});

it('makes one of several, also of those that come while it is shown', async () => {
  const [one, two, three] = [make('One'), make('Two'), make('Three')];
  const { store } = open([one, two, three]);
  act(() => void store.mergeTasks([end(one, 'completed'), end(two, 'completed')]));
  await settle();
  expect(await screen.findByText('2 pictures are ready')).toBeTruthy();
  act(() => void store.mergeTasks([end(three, 'failed')]));
  await settle();
  expect(await screen.findByText("2 ready, 1 didn't work out")).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'View' })).toHaveLength(1);
});

it('counts in the title while the tab is hidden, and stops when it is looked at', async () => {
  const task = make('Hidden');
  const { store } = open([task]);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  act(() => void store.mergeTasks([end(task, 'completed')]));
  await settle();
  expect(document.title).toBe('(1) Darkroom');
  expect(document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href).toContain('data:image/svg+xml');
  visibility.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(document.title).toBe('Darkroom');
});

it('uses the notifications of the browser only if they were allowed, and only while hidden', async () => {
  const shown = vi.fn();
  class FakeNotification {
    static permission = 'default';
    constructor(title: string) {
      shown(title);
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
  const tasks = [make('A'), make('B'), make('C')] as const;
  const { store } = open([...tasks]);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  act(() => void store.mergeTasks([end(tasks[0], 'completed')]));
  await settle();
  FakeNotification.permission = 'granted';
  visibility.mockReturnValue('visible');
  act(() => void store.mergeTasks([end(tasks[1], 'completed')]));
  await settle();
  expect(shown).not.toHaveBeenCalled();
  visibility.mockReturnValue('hidden');
  act(() => void store.mergeTasks([end(tasks[2], 'completed')]));
  await settle();
  expect(shown).toHaveBeenCalledOnce();
});

it('reads out every end, once', async () => {
  const [one, two] = [make('One'), make('Two')];
  const { store, announced } = open([one, two], { inView: true });
  act(() => void store.mergeTasks([end(one, 'completed'), end(two, 'failed')]));
  await settle();
  expect(announced()).toBe("Picture 1 is ready: One. Picture 1 didn't work out: The model declined this one");
});
