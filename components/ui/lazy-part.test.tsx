import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { type ComponentType, useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { pageNotices } from '@/components/notices/page-notices';
import { PageLine } from '@/components/page/page-line';
import { fakeApi } from '@/components/testing/fake-api';
import en from '@/messages/en.json';
import { LazyPart } from './lazy-part';
import { LazyPopup } from './lazy-popup';

const api = fakeApi();
type Load = () => Promise<ComponentType<{ name: string }>>;

function frame(children: React.ReactNode) {
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <textarea defaultValue="typed" />
      {children}
      <PageLine />
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}

function Opener({ load }: { load: Load }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        open
      </button>
      {opened ? (
        <LazyPart
          load={load}
          part={{ name: 'the part' }}
          onLost={() => setOpened(false)}
          onAgain={() => setOpened(true)}
        />
      ) : null}
    </>
  );
}

const Dialog = ({ name }: { name: string }) => <p>{name}</p>;
const lost = () => Promise.reject(new Error('404'));
const button = (name: string) => screen.findByRole('button', { name });

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue();
  pageNotices.clear('part', 'version');
  api.json('GET /api/credits', { balance: 1, entries: [], nextCursor: null });
});

it('a part that does not come is told, the page stays, and the second try shows it', async () => {
  const load = vi.fn<Load>(lost);
  const user = frame(<Opener load={load} />);
  await user.click(await button('open'));
  await user.click(
    await button('Try again').then((again) => {
      expect(screen.getByRole('status').textContent).toContain("A part of this page didn't load.");
      load.mockResolvedValue(Dialog);
      return again;
    }),
  );
  expect(await screen.findByText('the part')).toBeDefined();
  expect(screen.getByRole('status').textContent).toBe('');
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'typed');
});

it('a part that is gone for good leaves a reload, and pressing again asks again', async () => {
  const load = vi.fn<Load>(lost);
  const user = frame(<Opener load={load} />);
  await user.click(await button('open'));
  await user.click(await button('Try again'));
  expect(await button('Reload')).toBeDefined();
  await user.click(await button('open'));
  await waitFor(() => expect(load).toHaveBeenCalledTimes(3));
});

it('a part that is shown again is there at once', async () => {
  const load = vi.fn<Load>(async () => Dialog);
  frame(<LazyPart load={load} part={{ name: 'first' }} />);
  expect(await screen.findByText('first')).toBeDefined();
  frame(<LazyPart load={load} part={{ name: 'second' }} />);
  expect(screen.getByText('second')).toBeDefined();
});

it('a popup whose press found nothing says so; one that was only pointed at does not', async () => {
  const load = vi.fn<Load>(lost);
  const user = frame(
    <LazyPopup
      kind="menu"
      load={load}
      popup={{ name: 'a menu' }}
      trigger={<button type="button">menu</button>}
    />,
  );
  await user.hover(await button('menu'));
  await waitFor(() => expect(load).toHaveBeenCalled());
  expect(screen.getByRole('status').textContent).toBe('');
  await user.click(await button('menu'));
  expect(await button('Try again')).toBeDefined();
  expect((await button('menu')).getAttribute('aria-busy')).toBeNull();
  load.mockResolvedValue(Dialog);
  await user.click(await button('Try again'));
  expect(await screen.findByText('a menu')).toBeDefined();
});
