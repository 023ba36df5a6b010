import { act, render, screen, waitFor } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import { beforeEach, expect, test, vi } from 'vitest';
import { announcements } from '@/components/notices/page-notices';
import { fakeApi } from '@/components/testing/fake-api';
import en from '@/messages/en.json';
import { AllowanceLine } from './allowance-line';
import { accept, composerPage, GENERATE } from './testing/composer-page';

const api = fakeApi();
const { forget, open, send } = composerPage(api);

beforeEach(forget);

function leave(left: number) {
  api.on(GENERATE, async ({ body }) => {
    const answer = (await accept(body).json()) as object;
    return Response.json({ ...answer, rate: { left, resetMs: 60_000 } }, { status: 202 });
  });
}

test('the last three of a minute are said before there are none', async () => {
  const say = vi.spyOn(announcements, 'say');
  const { store } = open();
  leave(4);
  await send('one');
  await waitFor(() => expect(store.openIds()).toHaveLength(1));
  expect(screen.queryByText(/this minute/)).toBeNull();
  leave(3);
  await send('two');
  expect(await screen.findByText('3 more this minute')).toBeDefined();
  expect(say).toHaveBeenCalledWith('3 more this minute');
  api.on(GENERATE, () =>
    Response.json(
      { error: { code: 'rate_limited', message: '', requestId: 'r' } },
      { status: 429, headers: { 'Retry-After': '50' } },
    ),
  );
  await send('three');
  expect(await screen.findByText('No more this minute')).toBeDefined();
});

test('a server that says nothing of it is not guessed at', async () => {
  const { store } = open();
  api.on(GENERATE, ({ body }) => accept(body));
  await send('one');
  await waitFor(() => expect(store.openIds()).toHaveLength(1));
  expect(screen.queryByText(/this minute/)).toBeNull();
});

test('it is known until there is one more, whatever answers overtake each other', () => {
  vi.useFakeTimers();
  const line = (left: number, resetMs: number) => (
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <AllowanceLine told={{ left, resetMs }} />
    </NextIntlClientProvider>
  );
  const { container, rerender } = render(line(2, 60_000));
  act(() => vi.advanceTimersByTime(10_000));
  rerender(line(1, 50_000));
  rerender(line(2, 55_000));
  act(() => vi.advanceTimersByTime(49_999));
  expect(container.textContent).toBe('1 more this minute');
  act(() => vi.advanceTimersByTime(1));
  expect(container.textContent).toBe('');
  rerender(line(3, 60_000));
  expect(container.textContent).toBe('3 more this minute');
  vi.useRealTimers();
});
