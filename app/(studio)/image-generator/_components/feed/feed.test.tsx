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

it('loads older batches, and no more when there are none', async () => {
  const older = makeTask({ prompt: 'older', createdAt: '2025-12-31T10:00:00.000Z', status: 'completed' });
  api.json('GET /api/batches', { batches: [batchOf([older])], nextCursor: null });
  open([batchOf([makeTask({ status: 'completed' })])], 'next');
  await userEvent.click(screen.getByRole('button', { name: 'Show older pictures' }));
  expect(await screen.findByRole('heading', { name: 'older' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show older pictures' })).toBeNull();
});

it('says when older batches cannot be loaded, and tries again', async () => {
  api.cutOff('GET /api/batches');
  open([batchOf([makeTask({ status: 'completed' })])], 'next');
  await userEvent.click(screen.getByRole('button', { name: 'Show older pictures' }));
  expect(await screen.findByText(/can't be loaded just now/)).toBeTruthy();
  api.json('GET /api/batches', { batches: [], nextCursor: null });
  await userEvent.click(screen.getByRole('button', { name: 'Show older pictures' }));
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
