import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeApi } from '@/components/testing/fake-api';
import { accept, composerPage, GENERATE } from './testing/composer-page';

const api = fakeApi();
const { cards, forget, generate, hold, open, prompt, send } = composerPage(api);

beforeEach(forget);

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

describe('the button', () => {
  it('says the price', async () => {
    const { draft } = open();
    draft.setSettings({ imageSize: '2K', count: 3 });
    await waitFor(() => expect(generate().textContent).toBe('Generate· 18 credits'));
  });

  it('says so when the price is above the balance', async () => {
    const { draft } = open();
    draft.setSettings({ model: 'gemini-3-pro-image', imageSize: '4K', count: 4 });
    await waitFor(() => expect(generate().textContent).toBe('Generate· 56 credits'));
    hold();
    await send('fog');
    await waitFor(() => expect(generate().textContent).toBe('Generate· 56 credits, you have 44'));
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
