import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef, useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { StudioContext } from '@/app/(studio)/_components/studio-context';
import { useOutboxAnswers } from '@/app/(studio)/_components/use-outbox-answers';
import { Feed } from '@/app/(studio)/image-generator/_components/feed/topic-feed';
import { useOutbox } from '@/components/outbox/outbox-context';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import { Composer } from './composer';

const GENERATE = 'POST /api/generate-image';
const BATCH_ID = '7f1b5a52-8b6e-4d8b-9a43-1f0c5f5a0001';
const api = fakeApi();
const prompt = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });
const generate = () => screen.getByRole('button', { name: /^Generate/ });
const cards = () => screen.queryAllByRole('listitem').filter((item) => item.id.startsWith('card-'));
const idsOf = (body: unknown) => (body as { taskIds: string[] }).taskIds;

interface PageProps {
  draft: ComposerDraft;
  getMore?: (() => Promise<boolean>) | undefined;
}

function Page({ draft, getMore }: PageProps) {
  const { store } = usePictureTasks();
  const [promptRef] = useState(() => createRef<HTMLTextAreaElement>());
  useOutboxAnswers(useOutbox(), store, draft);
  return (
    <StudioContext value={{ draft, promptRef, getMore }}>
      <Composer draft={draft} promptRef={promptRef} />
      <Feed empty={null} />
    </StudioContext>
  );
}

function open(getMore?: () => Promise<boolean>) {
  const store = new PictureStore();
  const draft = new ComposerDraft();
  const onReuse = vi.fn();
  const { unmount } = render(
    <StudioFrame store={store} onReuse={onReuse}>
      <Page draft={draft} getMore={getMore} />
    </StudioFrame>,
  );
  return { store, draft, onReuse, unmount };
}

function accept(body: unknown) {
  const taskIds = idsOf(body);
  return Response.json(
    {
      status: 'processing',
      taskId: taskIds[0],
      taskIds,
      batchId: BATCH_ID,
      topicId: null,
      credits: { charged: 4, balance: 96 },
      estimate: null,
      nextPollMs: 1000,
    },
    { status: 202 },
  );
}

/** An answer that is held back until the test lets it go. */
function hold() {
  const { promise, resolve } = Promise.withResolvers<void>();
  api.on(GENERATE, async ({ body }) => {
    await promise;
    return accept(body);
  });
  return resolve;
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/image-generator/new');
});

describe('sending', () => {
  it('has the cards in the page in the same moment, before the server has answered', async () => {
    const letGo = hold();
    const { store, draft } = open();
    draft.setSettings({ count: 4 });
    await userEvent.type(prompt(), 'fog');
    fireEvent.click(generate());
    expect(cards()).toHaveLength(4);
    expect(cards()[0]?.textContent).toBe('Starting');
    letGo();
    await waitFor(() => expect(store.openIds()).toHaveLength(4));
    expect(cards()).toHaveLength(4);
  });

  it('asks for exactly what is set, under ids made here', async () => {
    api.on(GENERATE, ({ body }) => accept(body));
    const { draft, store } = open();
    draft.setSettings({ aspectRatio: '16:9', imageSize: '2K', count: 2, seed: 0, exclude: ' text ' });
    await userEvent.type(prompt(), '  fog  ');
    await userEvent.click(generate());
    await waitFor(() => expect(store.openIds()).toHaveLength(2));
    expect(api.bodies(GENERATE)).toEqual([
      {
        prompt: 'fog',
        model: 'gemini-nano-banana-2.1',
        aspectRatio: '16:9',
        imageSize: '2K',
        count: 2,
        seed: 0,
        negativePrompt: 'text',
        newTopicId: expect.any(String),
        taskIds: store.openIds(),
      },
    ]);
  });

  it.each(['{Control>}{Enter}{/Control}', '{Meta>}{Enter}{/Meta}'])('works with %s', async (keys) => {
    hold();
    open();
    await userEvent.type(prompt(), `fog${keys}`);
    expect(cards()).toHaveLength(1);
  });

  it('leaves Enter alone to the text', async () => {
    open();
    await userEvent.type(prompt(), 'fog{Enter}sea');
    expect(prompt().value).toBe('fog\nsea');
    expect(cards()).toHaveLength(0);
  });

  it('keeps the text selected, so that typing replaces it', async () => {
    hold();
    open();
    await userEvent.type(prompt(), 'fog');
    await userEvent.click(generate());
    expect(document.activeElement).toBe(prompt());
    expect([prompt().selectionStart, prompt().selectionEnd]).toEqual([0, 3]);
  });

  it('takes the second click of a double click for a mistake', async () => {
    hold();
    open();
    await userEvent.type(prompt(), 'fog');
    await userEvent.dblClick(generate());
    expect(cards()).toHaveLength(1);
  });
});

async function sendFog() {
  await userEvent.type(prompt(), 'fog');
  await userEvent.click(generate());
}

const unsent = () =>
  screen.queryAllByRole('article').filter(({ className }) => /border-dashed/.test(className));

describe('a refusal', () => {
  it.each([
    [400, 'invalid_request', 'Something in the form'],
    [413, 'payload_too_large', 'too much text'],
    [404, 'not_found', 'was deleted meanwhile'],
  ])('%i stays as a card in its place, with its reason and its prompt', async (status, code, words) => {
    api.refuse(GENERATE, status, code);
    open();
    await sendFog();
    const reason = await screen.findByRole('alert');
    expect(reason.textContent).toContain(words);
    expect(reason.closest('article')).toBe(screen.getByRole('article', { name: 'fog' }));
    expect(cards()).toHaveLength(0);
    expect(prompt().value).toBe('fog');
  });

  it('for credits names both numbers, and more of them send it', async () => {
    api.refuse(GENERATE, 402, 'insufficient_credits', { required: 16, balance: 3 });
    api.json('GET /api/credits', { balance: 103, entries: [], nextCursor: null });
    const getMore = vi.fn(() => Promise.resolve(true));
    const { store } = open(getMore);
    await sendFog();
    expect((await screen.findByRole('alert')).textContent).toContain('costs 16 credits and you have 3');
    api.on(GENERATE, ({ body }) => accept(body));
    await userEvent.click(screen.getByRole('button', { name: 'Get 100 more' }));
    await waitFor(() => expect(store.openIds()).toHaveLength(1));
    expect(getMore).toHaveBeenCalledOnce();
    expect(unsent()).toHaveLength(0);
  });

  it('is not replaced by the next one, and each goes where a person says', async () => {
    api.refuse(GENERATE, 400, 'invalid_request');
    const { onReuse } = open();
    await sendFog();
    await screen.findByRole('article', { name: 'fog' });
    await userEvent.clear(prompt());
    await userEvent.type(prompt(), 'sea');
    await userEvent.click(generate());
    const sea = await screen.findByRole('article', { name: 'sea' });
    expect(unsent()).toHaveLength(2);
    await userEvent.click(within(sea).getByRole('button', { name: 'Edit' }));
    expect(onReuse).toHaveBeenCalledWith('everything', expect.objectContaining({ prompt: 'sea', count: 1 }));
    expect(unsent()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(unsent()).toHaveLength(0);
  });

  it('outlasts the page, and is sent under the same ids', async () => {
    api.refuse(GENERATE, 402, 'insufficient_credits', { required: 4, balance: 0 });
    const before = open();
    await sendFog();
    await screen.findByRole('alert');
    before.unmount();
    const { store } = open();
    expect(prompt().value).toBe('');
    api.on(GENERATE, ({ body }) => accept(body));
    await userEvent.click(await screen.findByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(store.openIds()).toHaveLength(1));
    const [first, second] = api.bodies(GENERATE);
    expect(second).toEqual(first);
    expect(localStorage.length).toBe(0);
  });

  it('of the session is over with the next visit of the account', async () => {
    api.refuse(GENERATE, 401, 'unauthenticated');
    const before = open();
    await sendFog();
    expect((await screen.findByRole('link', { name: 'Sign in' })).closest('article')).not.toBeNull();
    before.unmount();
    api.on(GENERATE, ({ body }) => accept(body));
    const { store } = open();
    await waitFor(() => expect(store.openIds()).toHaveLength(1));
  });
});

describe('what passes by itself', () => {
  it.each([
    [429, 'rate_limited', 'a lot in one minute'],
    [503, 'unavailable', 'A service we need'],
    [500, 'internal', 'A service we need'],
  ])('%i waits, says so, and goes without a click', async (status, code, words) => {
    api.on(GENERATE, () =>
      Response.json(
        { error: { code } },
        { status, ...(status === 429 && { headers: { 'retry-after': '1' } }) },
      ),
    );
    const { store } = open();
    await sendFog();
    const card = await screen.findByRole('article', { name: 'fog' });
    await waitFor(() => expect(within(card).getByRole('status').textContent).toMatch(/In \d+ s/));
    expect(card.textContent).toContain(words);
    api.on(GENERATE, ({ body }) => accept(body));
    await waitFor(() => expect(store.openIds()).toHaveLength(1), { timeout: 5000 });
    const bodies = api.bodies(GENERATE);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(unsent()).toHaveLength(0);
  });

  it('is sent at once when the connection is back, oldest first', async () => {
    api.cutOff(GENERATE);
    const { store } = open();
    await sendFog();
    await screen.findByRole('article', { name: 'fog' });
    await userEvent.clear(prompt());
    await userEvent.type(prompt(), 'sea');
    await userEvent.click(generate());
    await screen.findByRole('article', { name: 'sea' });
    const sent = api.bodies(GENERATE).length;
    api.on(GENERATE, ({ body }) => accept(body));
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(store.openIds()).toHaveLength(2));
    const prompts = api.bodies(GENERATE).map((body) => (body as { prompt: string }).prompt);
    expect(prompts.slice(sent)).toEqual(['fog', 'sea']);
  });

  it('was being sent when the page ended: it is sent again under the same ids', async () => {
    hold();
    const before = open();
    await sendFog();
    before.unmount();
    api.on(GENERATE, ({ body }) => accept(body));
    const { store } = open();
    await waitFor(() => expect(store.openIds()).toHaveLength(1));
    const [first, second] = api.bodies(GENERATE);
    expect(second).toEqual(first);
  });

  it('is no trouble any more when the server turns out to have heard', async () => {
    api.cutOff(GENERATE);
    const { store } = open();
    await sendFog();
    await screen.findByRole('article', { name: 'fog' });
    const [taskId] = idsOf(api.bodies(GENERATE)[0]);
    store.mergeTasks([makeTask({ ...(taskId && { taskId }), version: 2 })]);
    await waitFor(() => expect(unsent()).toHaveLength(0));
  });
});

describe('the button', () => {
  it('says the price', async () => {
    const { draft } = open();
    draft.setSettings({ imageSize: '2K', count: 3 });
    await waitFor(() => expect(generate().textContent).toBe('Generate· 18 credits'));
  });

  it('waits for a prompt', async () => {
    open();
    expect(generate()).toHaveProperty('disabled', true);
    await userEvent.type(prompt(), '   ');
    expect(generate()).toHaveProperty('disabled', true);
  });

  it('refuses a prompt that is too long, with a count and the reason', () => {
    open();
    fireEvent.change(prompt(), { target: { value: 'é'.repeat(2003) } });
    expect(generate()).toHaveProperty('disabled', true);
    expect(screen.getByText(/3 characters too many/).textContent).toContain('2,003 of 2,000');
    fireEvent.change(prompt(), { target: { value: 'é'.repeat(2000) } });
    expect(generate()).toHaveProperty('disabled', false);
  });
});
