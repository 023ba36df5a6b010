import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SWRConfig } from 'swr';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { insertSent, makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { Topic } from '@/lib/topics/schema';
import { useForgetTopics } from './deleted-topics';
import { topicPath } from './topic-address';
import { TopicList } from './topic-list';
import { TOPICS_CACHE_KEY } from './use-topics';

const push = vi.fn();
const path = vi.fn(() => '/image-generator');
vi.mock('next/navigation', () => ({ usePathname: () => path(), useRouter: () => ({ push }) }));

const api = fakeApi();
const LIST = 'GET /api/topics';

function makeTopic(title: string | null): Topic {
  const now = '2026-01-01T10:00:00.000Z';
  return {
    id: crypto.randomUUID(),
    title,
    titledBy: 'prompt',
    coverUrl: null,
    createdAt: now,
    updatedAt: now,
  };
}

function open(topics: Topic[], nextCursor: string | null = null, store = new PictureStore()) {
  api.json(LIST, { topics, nextCursor });
  render(
    <SWRConfig
      value={{ provider: () => new Map(), fallback: { [TOPICS_CACHE_KEY]: [{ topics, nextCursor }] } }}
    >
      <StudioFrame store={store}>
        <Forgets store={store} />
        <TopicList />
      </StudioFrame>
    </SWRConfig>,
  );
  return store;
}

function Forgets({ store }: { store: PictureStore }) {
  useForgetTopics(store);
  return null;
}

const link = (name: string) => screen.getByRole('link', { name });
const titles = () => screen.getAllByRole('listitem').map((item) => item.textContent);

beforeEach(() => {
  path.mockReturnValue('/image-generator');
});
afterEach(() => {
  push.mockReset();
});

it('marks the current topic, and calls one without a title new', () => {
  const [coast, untitled] = [makeTopic('Coast'), makeTopic(null)];
  path.mockReturnValue(topicPath(coast.id));
  open([coast, untitled]);
  expect(link('Coast').getAttribute('aria-current')).toBe('page');
  expect(titles()).toEqual(['Coast', 'New topic']);
  expect(api.bodies(LIST)).toEqual([]);
});

it('says how many are being made in a topic', () => {
  const topic = makeTopic('Coast');
  const task = makeTask({ topicId: topic.id });
  const store = open([topic], null, new PictureStore([task]));
  expect(screen.getByText('1 picture is being made')).toBeTruthy();
  act(() => void store.mergeTasks([{ ...task, version: 2, status: 'canceled' }]));
  expect(screen.queryByText('1 picture is being made')).toBeNull();
});

it('shows a topic that is just being made before the list has it', () => {
  const topicId = crypto.randomUUID();
  path.mockReturnValue(topicPath(topicId));
  const store = open([makeTopic('Coast')]);
  const asked = { prompt: 'fog', model: 'm', settings: { aspectRatio: '1:1', imageSize: '1K' } };
  const createdAt = '2026-01-01T10:00:00.000Z';
  act(() => insertSent(store, { ...asked, key: 'k', taskIds: ['a'], topicId, createdAt }));
  expect(titles()).toEqual(['New topic11 picture is being made', 'Coast']);
});

// As after the first key of a page.
beforeAll(() => import('./topic-title-field'));

it('renames at once, and takes it back with a sentence when it is refused', async () => {
  const topic = makeTopic('Coast');
  open([topic]);
  const { promise, resolve } = Promise.withResolvers<void>();
  api.on(`PATCH /api/topics/${topic.id}`, async () => {
    await promise;
    return Response.json({ error: { code: 'unavailable' } }, { status: 503 });
  });
  await userEvent.dblClick(link('Coast'));
  await userEvent.keyboard('Shore{Enter}');
  expect(titles()).toEqual(['Shore']);
  resolve();
  await waitFor(() => expect(titles()).toEqual(['Coast']));
  expect(await screen.findByText(/“Coast” keeps its name/)).toBeTruthy();
});

it('renames by F2 and Enter, and keeps the new name', async () => {
  const topic = makeTopic('Coast');
  open([topic]);
  const renamed: Topic = { ...topic, title: 'Shore', titledBy: 'person' };
  api.json(`PATCH /api/topics/${topic.id}`, { ...renamed });
  api.json(LIST, { topics: [renamed], nextCursor: null });
  act(() => link('Coast').focus());
  await userEvent.keyboard('{F2}Shore{Enter}');
  await waitFor(() => expect(api.bodies(`PATCH /api/topics/${topic.id}`)).toEqual([{ title: 'Shore' }]));
  await waitFor(() => expect(document.activeElement).toBe(link('Shore')));
});

it('saves nothing that is empty, and nothing after Escape', async () => {
  const topic = makeTopic('Coast');
  open([topic]);
  act(() => link('Coast').focus());
  await userEvent.keyboard('{F2}{Backspace}{Enter}');
  expect(screen.getByRole('alert').textContent).toBe('Use 1 to 100 characters.');
  await userEvent.keyboard('Shore{Escape}');
  expect(titles()).toEqual(['Coast']);
  expect(api.bodies(`PATCH /api/topics/${topic.id}`)).toEqual([]);
});

it('loads more on demand', async () => {
  const [first, second] = [makeTopic('First'), makeTopic('Second')];
  open([first], 'next');
  api.on(LIST, ({ query }) =>
    Response.json(
      query.get('cursor') === 'next'
        ? { topics: [second], nextCursor: null }
        : { topics: [first], nextCursor: 'next' },
    ),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Show more topics' }));
  await waitFor(() => expect(titles()).toEqual(['First', 'Second']));
});

it('keeps a topic that could not be deleted, and says so', async () => {
  const topic = makeTopic('Coast');
  const store = open([topic], null, new PictureStore([makeTask({ topicId: topic.id })]));
  api.json(`GET /api/topics/${topic.id}`, { ...topic, counts: { pictures: 45, batches: 12, open: 1 } });
  api.refuse(`DELETE /api/topics/${topic.id}`, 503, 'unavailable');
  await userEvent.click(screen.getByRole('button', { name: 'Options for “Coast”' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete “Coast” and its 45 pictures?' });
  expect(dialog.textContent).toContain('One picture is still being made');
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was deleted');
  expect(store.rows(topic.id)).toHaveLength(1);
});

it('deletes a topic with its rows, and leads away from its page', async () => {
  const topic = makeTopic('Coast');
  path.mockReturnValue(topicPath(topic.id));
  const store = open([topic], null, new PictureStore([makeTask({ topicId: topic.id })]));
  api.json(`GET /api/topics/${topic.id}`, { ...topic, counts: { pictures: 0, batches: 1, open: 1 } });
  api.on(`DELETE /api/topics/${topic.id}`, () => new Response(null, { status: 204 }));
  await userEvent.click(screen.getByRole('button', { name: 'Options for “Coast”' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  api.json(LIST, { topics: [], nextCursor: null });
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(store.rows(topic.id)).toHaveLength(0));
  expect(push).toHaveBeenCalledWith('/image-generator/new');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(screen.queryByRole('listitem')).toBeNull());
});
