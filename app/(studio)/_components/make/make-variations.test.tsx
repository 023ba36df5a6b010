import { act, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useOutbox } from '@/components/outbox/outbox-context';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { reusableOf } from '@/components/pictures/pictures-context';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import { useMake } from './use-make';

const GENERATE = 'POST /api/generate-image';
const api = fakeApi();
const topicId = crypto.randomUUID();
const picture = makeTask({
  status: 'completed',
  topicId,
  prompt: 'a fox',
  model: 'gemini-3-pro-image',
  settings: { aspectRatio: '16:9', imageSize: '2K', seed: 7, negativePrompt: 'text' },
});

function open() {
  const store = new PictureStore([picture]);
  const view = vi.fn();
  const { result } = renderHook(() => useMake({ outbox: useOutbox(), store, view }), {
    wrapper: ({ children }: { children: ReactNode }) => <StudioFrame store={store}>{children}</StudioFrame>,
  });
  return {
    store,
    view,
    make: (kind: 'variations' | 'subtle') => act(async () => result.current(kind, reusableOf(picture))),
  };
}

const newest = (store: PictureStore) => store.rows(topicId)[0]?.slots.map(({ taskId }) => taskId);
const sent = () => api.bodies(GENERATE)[0] as { taskIds: string[] };

beforeEach(() => {
  localStorage.clear();
  api.on(GENERATE, () => new Promise(() => undefined));
});

it.each([
  ['variations', undefined],
  ['subtle', [picture.taskId]],
] as const)(
  '%s are four with the same settings and new seeds, in the topic of the picture, and there at once',
  async (kind, referenceIds) => {
    const { store, view, make } = open();
    await make(kind);
    await waitFor(() => expect(api.bodies(GENERATE)).toHaveLength(1));
    expect(sent()).toEqual({
      prompt: 'a fox',
      model: 'gemini-3-pro-image',
      aspectRatio: '16:9',
      imageSize: '2K',
      negativePrompt: 'text',
      count: 4,
      topicId,
      taskIds: expect.any(Array),
      ...(referenceIds && { referenceIds }),
    });
    expect(newest(store)).toEqual(sent().taskIds);
    expect(
      (await screen.findByText(/^4 (subtle )?variations are being made$/)).closest('li')?.textContent,
    ).toContain('32 credits');
    await userEvent.click(screen.getByRole('button', { name: 'View' }));
    expect(view).toHaveBeenCalledExactlyOnceWith(sent().taskIds[0]);
  },
);

it('are taken back with a sentence where there is no feed to say it', async () => {
  history.replaceState(null, '', '/gallery');
  api.refuse(GENERATE, 402, 'insufficient_credits');
  const { store, make } = open();
  await make('variations');
  expect(await screen.findByText(/^You don't have enough credits/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/are being made$/)).toBeNull());
  expect(newest(store)).toEqual([picture.taskId]);
});
