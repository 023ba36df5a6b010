import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { NextIntlClientProvider } from 'next-intl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageNotices } from '@/components/notices/page-notices';
import { fakeApi } from '@/components/testing/fake-api';
import type { Locale } from '@/i18n/locales';
import { callApi } from '@/lib/http/call-api';
import en from '@/messages/en.json';
import ptBR from '@/messages/pt-BR.json';
import { PageLine } from './page-line';
import { nameAccount, watched } from './watch-requests';

const ROUTE = 'GET /api/anything';
const api = fakeApi();
const line = () => screen.getByRole('status').textContent ?? '';
const ask = () => callApi('/api/anything').catch(() => undefined);
/** As Next's router asks for a page. */
const navigate = () => fetch('/api/anything', { headers: { RSC: '1' } });

function show(locale: Locale = 'en') {
  render(
    <NextIntlClientProvider locale={locale} messages={locale === 'en' ? en : ptBR} timeZone="UTC">
      <PageLine />
    </NextIntlClientProvider>,
  );
}

const foreign = (email = 'rui@example.com') =>
  HttpResponse.json(
    { error: { code: 'conflict', message: '', requestId: 'r', details: { signedInAs: email } } },
    { status: 409 },
  );

let leave: () => void;
beforeEach(() => {
  vi.stubGlobal('fetch', watched(fetch));
  leave = nameAccount('ana');
});
afterEach(() => {
  leave();
  cleanup();
  pageNotices.clear('account', 'version', 'lost');
  vi.useRealTimers();
});

describe('the account', () => {
  it('is named by every request of its page, also those that take no headers of ours, and by none after it', async () => {
    const accounts: (string | null)[] = [];
    api.on(ROUTE, ({ account }) => {
      accounts.push(account);
      return HttpResponse.json({});
    });
    await ask();
    await navigate();
    await fetch(new Request('http://localhost:3000/api/anything', { headers: { 'X-Other': '1' } }));
    leave();
    await ask();
    expect(accounts).toEqual(['ana', 'ana', 'ana', null]);
  });

  it.each([
    ['en', 'rui@example.com', 'You are signed in as rui@example.com now.Reload'],
    ['pt-BR', 'rui@example.com', 'Você entrou como rui@example.com agora.Recarregar'],
    ['en', 'guest-1f@darkroom.local', 'You are signed in as a guest now.Reload'],
    ['pt-BR', 'guest-1f@darkroom.local', 'Você entrou como visitante agora.Recarregar'],
  ] as const)(
    'that is another by now is said in words (%s, %s), until it is this one again',
    async (locale, email, words) => {
      show(locale);
      api.on(ROUTE, () => foreign(email));
      await ask();
      await waitFor(() => expect(line()).toBe(words));
      expect(pageNotices.isForeign()).toBe(true);
      api.json(ROUTE, {});
      await ask();
      await waitFor(() => expect(line()).toBe(''));
    },
  );

  it('that is another by now keeps a page from being painted with its pictures: the navigation waits', async () => {
    show();
    let asked = 0;
    api.on(ROUTE, () => {
      asked += 1;
      return foreign();
    });
    const arrived = vi.fn();
    const navigation = navigate().then(arrived);
    await waitFor(() => expect(line()).toContain('rui@example.com'));
    expect(asked).toBe(1);
    expect(arrived).not.toHaveBeenCalled();
    api.json(ROUTE, {});
    await ask();
    await navigation;
    expect(arrived).toHaveBeenCalled();
  });

  it('is not what another conflict is about', async () => {
    show();
    api.refuse(ROUTE, 409, 'conflict');
    await ask();
    expect(line()).toBe('');
  });
});

describe('a navigation without an answer', () => {
  it.each([
    ['no connection', () => api.cutOff(ROUTE)],
    ['a proxy without a server behind it', () => api.json(ROUTE, {}, { status: 502 })],
  ])('waits, says so, and goes on by itself: %s', async (_, cut) => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout'] });
    show();
    cut();
    const navigation = navigate();
    await waitFor(() => expect(line()).toContain('Connection lost'));
    api.json(ROUTE, {});
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect((await navigation).status).toBe(200);
    await waitFor(() => expect(line()).toBe(''));
  });

  it('is tried at once when the connection is back', async () => {
    show();
    api.cutOff(ROUTE);
    const navigation = navigate();
    await waitFor(() => expect(line()).toContain('Connection lost'));
    api.json(ROUTE, {});
    window.dispatchEvent(new Event('online'));
    expect((await navigation).status).toBe(200);
  });

  it('fails at once when it was only a prefetch, or a call of the API', async () => {
    api.cutOff(ROUTE);
    await expect(
      fetch('/api/anything', { headers: { RSC: '1', 'Next-Router-Prefetch': '1' } }),
    ).rejects.toThrow();
    await expect(fetch('/api/anything')).rejects.toThrow();
  });
});

it('a newer build is said once, quietly', async () => {
  const user = userEvent.setup();
  show();
  const answer = (build: string) => api.json(ROUTE, {}, { headers: { 'X-Darkroom-Build': build } });
  answer('');
  await ask();
  expect(line()).toBe('');
  answer('newer');
  await ask();
  await waitFor(() => expect(line()).toBe('A new version is here.Reload'));
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  await ask();
  expect(line()).toBe('');
});
