import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { accept, composerPage, GENERATE, idsOf } from './testing/composer-page';

const api = fakeApi();
const { cards, forget, hold, open, prompt, send, unsent } = composerPage(api);

beforeEach(forget);

describe('a refusal', () => {
  it.each([
    [400, 'invalid_request', 'Something in the form'],
    [413, 'payload_too_large', 'too much text'],
    [404, 'not_found', 'was deleted meanwhile'],
  ])('%i stays as a card in its place, with its reason and its prompt', async (status, code, words) => {
    api.refuse(GENERATE, status, code);
    open();
    await send('fog');
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
    await send('fog');
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
    await send('fog');
    await screen.findByRole('article', { name: 'fog' });
    await send('sea');
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
    await send('fog');
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
    await send('fog');
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
    await send('fog');
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
    await send('fog');
    await screen.findByRole('article', { name: 'fog' });
    await send('sea');
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
    await send('fog');
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
    await send('fog');
    await screen.findByRole('article', { name: 'fog' });
    const [taskId] = idsOf(api.bodies(GENERATE)[0]);
    store.mergeTasks([makeTask({ ...(taskId && { taskId }), version: 2 })]);
    await waitFor(() => expect(unsent()).toHaveLength(0));
  });
});
