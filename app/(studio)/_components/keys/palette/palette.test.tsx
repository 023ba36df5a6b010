import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { PageKeys } from '@/app/(studio)/_components/keys/page-keys';
import { StudioContext } from '@/app/(studio)/_components/studio-context';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';

const push = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', async (original) => ({
  ...(await original<typeof import('next/navigation')>()),
  useRouter: () => ({ push }),
  usePathname: () => '/image-generator/all',
}));

const api = fakeApi();
const topic = { id: crypto.randomUUID(), title: 'Café on the coast', titledBy: 'model', coverUrl: null };

function open() {
  const draft = new ComposerDraft();
  const onOpen = vi.fn();
  const promptRef = createRef<HTMLTextAreaElement>();
  render(
    <StudioFrame store={new PictureStore()} onOpen={onOpen}>
      <StudioContext value={{ draft, promptRef }}>
        <textarea ref={promptRef} aria-label="Prompt" />
        <button type="button">somewhere</button>
        <PageKeys />
      </StudioContext>
    </StudioFrame>,
  );
  return { draft, onOpen };
}

const press = (keys: string) => userEvent.keyboard(keys);
const palette = () => screen.findByRole('dialog', { name: 'Find and do' });
const lines = async () =>
  within(await palette())
    .queryAllByRole('option')
    .map(({ textContent }) => textContent);

async function find(text: string) {
  await press('{Control>}k{/Control}');
  const field = within(await palette()).getByRole('combobox');
  await waitFor(() => expect(document.activeElement).toBe(field));
  await press(text);
}

beforeEach(() => {
  push.mockClear();
  localStorage.clear();
  sessionStorage.clear();
  api.json('GET /api/topics', { topics: [topic], nextCursor: null });
  api.json('GET /api/gallery', { tasks: [], nextCursor: null });
});

it.each(['{Control>}k{/Control}', '{Meta>}k{/Meta}'])(
  'is opened by %s, also from the prompt, and closed by it and by Escape, with the focus back where it was',
  async (keys) => {
    open();
    screen.getByRole('textbox', { name: 'Prompt' }).focus();
    for (const close of [keys, '{Escape}']) {
      await press(keys);
      await palette();
      await press(close);
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Prompt'));
    }
  },
);

it('finds topics by their words, in any case and without accents, and goes there with Enter', async () => {
  open();
  await find('coast CAFE');
  await waitFor(async () => expect(await lines()).toEqual(['Café on the coast']));
  await press('{Enter}');
  await waitFor(() => expect(push).toHaveBeenCalledExactlyOnceWith(`/image-generator/${topic.id}`));
});

it('sets what the composer sends', async () => {
  const { draft } = open();
  await find('16:9');
  await press('{Enter}');
  await waitFor(() => expect(draft.snapshot().settings.aspectRatio).toBe('16:9'));
});

it('asks for pictures once the hand rests, once, and opens the one that is chosen', async () => {
  const asked: (string | null)[] = [];
  const found = makeTask({ status: 'completed', prompt: 'a lighthouse at night' });
  api.on('GET /api/gallery', ({ query }) => {
    asked.push(query.get('q'));
    return Response.json({ tasks: [found], nextCursor: null });
  });
  const { onOpen } = open();
  await find('lighth');
  await waitFor(async () =>
    expect(await lines()).toEqual(['a lighthouse at night', 'Search the gallery for “lighth”']),
  );
  expect(asked).toEqual(['lighth']);
  await press('{Enter}');
  await waitFor(() => expect(onOpen).toHaveBeenCalledExactlyOnceWith(found.taskId));
});

it('says when there is nothing, and when it could not look', async () => {
  open();
  await find('zzzz');
  expect(await screen.findByText('Nothing found for “zzzz”.')).toBeTruthy();
  api.cutOff('GET /api/gallery');
  await press('y');
  expect(await screen.findByText('Your pictures can’t be searched just now.')).toBeTruthy();
});

it('? lists the keys of the page, but is a question mark in a text', async () => {
  open();
  screen.getByRole('textbox', { name: 'Prompt' }).focus();
  await press('?');
  expect(screen.queryByRole('dialog')).toBeNull();
  screen.getByRole('button', { name: 'somewhere' }).focus();
  await press('?');
  const help = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(help.textContent).toContain('Vfour variations');
  expect(help.textContent).toContain('in an empty prompt: earlier prompts');
  expect(help.textContent).not.toContain('extend the selection');
  await press('{Escape}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('somewhere'));
});
