import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { Feed } from '@/app/(studio)/image-generator/_components/feed/topic-feed';
import { PictureStore } from '@/components/pictures/feed/picture-store';
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

function open(getMore?: () => Promise<boolean>) {
  const store = new PictureStore();
  const draft = new ComposerDraft();
  render(
    <StudioFrame store={store}>
      <Composer draft={draft} promptRef={createRef()} getMore={getMore} />
      <Feed empty={null} />
    </StudioFrame>,
  );
  return { store, draft };
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

describe('a refusal', () => {
  it.each([
    [400, 'invalid_request', 'Something in the form'],
    [429, 'rate_limited', 'a lot in one minute'],
    [503, 'unavailable', 'Nothing was charged'],
  ])('%i takes the cards back, keeps the prompt and says why', async (status, code, words) => {
    api.refuse(GENERATE, status, code);
    open();
    await userEvent.type(prompt(), 'fog');
    await userEvent.click(generate());
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(cards()).toHaveLength(0);
    expect(prompt().value).toBe('fog');
  });

  it('for credits names both numbers and offers more where that is possible', async () => {
    api.refuse(GENERATE, 402, 'insufficient_credits', { required: 16, balance: 3 });
    api.json('GET /api/credits', { balance: 103, entries: [], nextCursor: null });
    const getMore = vi.fn(() => Promise.resolve(true));
    open(getMore);
    await userEvent.type(prompt(), 'fog');
    await userEvent.click(generate());
    expect((await screen.findByRole('alert')).textContent).toContain('costs 16 credits and you have 3');
    await userEvent.click(screen.getByRole('button', { name: 'Get 100 more' }));
    expect(getMore).toHaveBeenCalledOnce();
  });

  it('is forgotten with the next sending', async () => {
    api.refuse(GENERATE, 429, 'rate_limited');
    open();
    await userEvent.type(prompt(), 'fog');
    await userEvent.click(generate());
    await screen.findByRole('alert');
    hold();
    await userEvent.click(generate());
    expect(screen.queryByRole('alert')).toBeNull();
    expect(cards()).toHaveLength(1);
  });
});

describe('no answer', () => {
  it('offers to send again under the same ids, which is charged once', async () => {
    api.cutOff(GENERATE);
    const { store } = open();
    await userEvent.type(prompt(), 'fog');
    await userEvent.click(generate());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Send again' }).then((again) => {
        api.on(GENERATE, ({ body }) => accept(body));
        return again;
      }),
    );
    await waitFor(() => expect(store.openIds()).toHaveLength(1));
    const [first, second] = api.bodies(GENERATE);
    expect(second).toEqual(first);
  });

  it('is no trouble any more when the server turns out to have heard', async () => {
    api.cutOff(GENERATE);
    const { store } = open();
    await userEvent.type(prompt(), 'fog');
    await userEvent.click(generate());
    await screen.findByRole('alert');
    const [taskId] = idsOf(api.bodies(GENERATE)[0]);
    store.mergeTasks([makeTask({ ...(taskId && { taskId }) })]);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
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
