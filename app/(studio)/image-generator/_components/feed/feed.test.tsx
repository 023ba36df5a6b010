import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { Batch, PictureTask } from '@/lib/generation/schema';
import { EmptyState } from './empty-state';
import { Feed } from './topic-feed';

const api = fakeApi();

function batchOf(tasks: [PictureTask, ...PictureTask[]]): Batch {
  const [{ batchId, topicId, prompt, model, settings, createdAt }] = tasks;
  return { batchId, topicId, prompt, model, settings, createdAt, tasks };
}

function open(batches: Batch[], nextCursor: string | null = null, onReuse = () => undefined) {
  const store = new PictureStore();
  store.extendFeed(undefined, { batches, nextCursor });
  render(
    <StudioFrame store={store} onReuse={onReuse}>
      <Feed empty={<EmptyState />} />
    </StudioFrame>,
  );
  return store;
}

const siblings = (statuses: PictureTask['status'][], given: Partial<PictureTask> = {}) => {
  const batchId = crypto.randomUUID();
  return statuses.map((status, position) => makeTask({ ...given, batchId, status, position }));
};

it('says how many of a batch are ready, and offers actions when nothing is open', () => {
  const [first, second] = siblings(['completed', 'processing']);
  if (!first || !second) throw new Error('two tasks were made');
  const store = open([batchOf([first, second])]);
  expect(screen.getByText('1 of 2 ready')).toBeTruthy();
  expect(screen.queryByRole('link', { name: /^Download all/ })).toBeNull();
  const { images: _, ...row } = second;
  act(() => void store.mergeTasks([makeTask({ ...row, status: 'completed', version: 2 })]));
  expect(screen.queryByText('1 of 2 ready')).toBeNull();
  expect(screen.getByRole('link', { name: /^Download all/ })).toBeTruthy();
});

it('keeps slot order, whatever is finished first', () => {
  const [first, second] = siblings(['processing', 'completed']);
  if (!first || !second) throw new Error('two tasks were made');
  open([batchOf([second, first])]);
  const cards = within(screen.getByRole('list')).getAllByRole('listitem');
  expect(cards.map((card) => card.id)).toEqual([`card-${first.taskId}`, `card-${second.taskId}`]);
});

it('hands prompt, settings and count back to the composer', async () => {
  const onReuse = vi.fn();
  const [first, second] = siblings(['completed', 'completed'], { prompt: 'fog' });
  if (!first || !second) throw new Error('two tasks were made');
  open([batchOf([first, second])], null, onReuse);
  await userEvent.click(screen.getByRole('button', { name: /^Reuse the prompt/ }));
  expect(onReuse).toHaveBeenCalledWith(
    'everything',
    expect.objectContaining({ prompt: 'fog', settings: first.settings, count: 2 }),
  );
});

it('deletes a batch with the older versions in its slots', async () => {
  const failed = makeTask({ status: 'failed', createdAt: '2026-01-01T10:00:00.000Z' });
  const { batchId } = failed;
  const newer = makeTask({ batchId, status: 'completed', createdAt: '2026-01-01T10:01:00.000Z' });
  const deleted = [failed, newer].map(({ taskId }) => `DELETE /api/images/${taskId}`);
  for (const route of deleted) api.on(route, () => new Response(null, { status: 204 }));
  open([batchOf([failed, newer])]);
  await userEvent.click(screen.getByRole('button', { name: /^Delete all pictures/ }));
  expect(screen.queryByRole('heading', { name: failed.prompt })).toBeNull();
  await waitFor(() => expect(deleted.map((route) => api.bodies(route).length)).toEqual([1, 1]));
});

it('cancels what is open of a batch, the last first, and keeps what is ready', async () => {
  const tasks = siblings(['completed', 'processing', 'queued']);
  const [ready, first, second] = tasks as [PictureTask, PictureTask, PictureTask];
  const canceled: string[] = [];
  for (const task of [first, second])
    api.on(`POST /api/generate-image/${task.taskId}/cancel`, () => {
      canceled.push(task.taskId);
      return Response.json({ ...task, status: 'canceled', version: 9 });
    });
  const store = open([batchOf([ready, first, second])]);
  await userEvent.click(screen.getByRole('button', { name: /^Cancel what is being made/ }));
  await waitFor(() => expect(store.get(first.taskId)?.status).toBe('canceled'));
  expect(canceled).toEqual([second.taskId, first.taskId]);
  expect(screen.getByRole('button', { name: /^Try 2 pictures .* again/ }).textContent).toBe(
    'Try 2 again · 8 credits',
  );
});

it('says when not all of a batch could be canceled', async () => {
  const tasks = siblings(['processing', 'processing']);
  const [first, second] = tasks as [PictureTask, PictureTask];
  api.json(`POST /api/generate-image/${first.taskId}/cancel`, { ...first, status: 'canceled', version: 9 });
  api.cutOff(`POST /api/generate-image/${second.taskId}/cancel`);
  open([batchOf([first, second])]);
  await userEvent.click(screen.getByRole('button', { name: /^Cancel what is being made/ }));
  expect(await screen.findByText(/^Not everything could be canceled/)).toBeTruthy();
});

it('tries again what came to nothing of a batch, all in the same moment, under ids that are sent once', async () => {
  const tasks = siblings(['completed', 'failed', 'canceled']);
  const [ready, first, second] = tasks as [PictureTask, PictureTask, PictureTask];
  const routes = [first, second].map(({ taskId }) => `POST /api/generate-image/${taskId}/retry`);
  for (const route of routes) api.cutOff(route);
  open([batchOf([ready, first, second])]);
  const again = () => screen.getByRole('button', { name: /^Try 2 pictures .* again/ });
  await userEvent.click(again());
  expect(await screen.findByText(/^You seem to be offline/)).toBeTruthy();
  const asked = routes.map((route) => api.bodies(route)[0]);
  for (const route of routes) api.on(route, () => new Promise(() => undefined));
  await userEvent.click(again());
  await waitFor(() => expect(screen.getAllByText('Starting')).toHaveLength(2));
  await waitFor(() => expect(routes.map((route) => api.bodies(route)[1])).toEqual(asked));
});

it('loads older batches, and no more when there are none', async () => {
  const older = makeTask({ prompt: 'older', createdAt: '2025-12-31T10:00:00.000Z', status: 'completed' });
  api.json('GET /api/batches', { batches: [batchOf([older])], nextCursor: null });
  open([batchOf([makeTask({ status: 'completed' })])], 'next');
  await userEvent.click(await screen.findByRole('button', { name: 'Show older pictures' }));
  expect(await screen.findByRole('heading', { name: 'older' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show older pictures' })).toBeNull();
});

it('says when older batches cannot be loaded, and tries again', async () => {
  api.cutOff('GET /api/batches');
  open([batchOf([makeTask({ status: 'completed' })])], 'next');
  await userEvent.click(await screen.findByRole('button', { name: 'Show older pictures' }));
  expect(await screen.findByText(/can't be loaded just now/)).toBeTruthy();
  api.json('GET /api/batches', { batches: [], nextCursor: null });
  await userEvent.click(await screen.findByRole('button', { name: 'Show older pictures' }));
  await waitFor(() => expect(screen.queryByText(/can't be loaded just now/)).toBeNull());
});

it('offers three prompts when there is nothing yet', async () => {
  const onPick = vi.fn();
  open([], null, onPick);
  const prompts = within(screen.getByRole('list')).getAllByRole('button');
  expect(prompts).toHaveLength(3);
  if (prompts[0]) await userEvent.click(prompts[0]);
  expect(onPick).toHaveBeenCalledWith('everything', expect.objectContaining({ count: 4 }));
});
