import { act, render, waitFor } from '@testing-library/react';
import { SWRConfig } from 'swr';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { Topic } from '@/lib/topics/schema';
import { useKeepTopics } from './use-keep-topics';
import { TOPICS_CACHE_KEY } from './use-topics';

const api = fakeApi();
const LIST = 'GET /api/topics';
const now = '2026-01-01T10:00:00.000Z';
const topicId = '0d4b5a52-8b6e-4d8b-9a43-1f0c5f5a0001';

function Topics() {
  useKeepTopics(usePictureTasks().store);
  return null;
}

function open(titledBy: Topic['titledBy']) {
  const topic: Topic = {
    id: topicId,
    title: 'Fog',
    titledBy,
    coverUrl: null,
    createdAt: now,
    updatedAt: now,
  };
  const page = { topics: [topic], nextCursor: null };
  api.json(LIST, page);
  const tasks = [makeTask({ topicId }), makeTask({ topicId })];
  const store = new PictureStore(tasks);
  render(
    <SWRConfig value={{ provider: () => new Map(), fallback: { [TOPICS_CACHE_KEY]: [page] } }}>
      <StudioFrame store={store}>
        <Topics />
      </StudioFrame>
    </SWRConfig>,
  );
  act(() => void store.mergeTasks(tasks.map((task) => ({ ...task, version: 2, status: 'canceled' }))));
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const asked = (times: number) => waitFor(() => expect(api.bodies(LIST)).toHaveLength(times));

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('asks once for several ends, and no more when the topic has its title', async () => {
  open('model');
  await pass(100);
  await asked(1);
  await pass(60_000);
  expect(api.bodies(LIST)).toHaveLength(1);
});

it('looks once more for a title that is still to come', async () => {
  open('prompt');
  await pass(100);
  await asked(1);
  await pass(60_000);
  await asked(2);
});
