import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { SWRConfig } from 'swr';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { StudioFrame } from '@/components/testing/studio-frame';
import en from '@/messages/en.json';
import { CreditsButton } from './credits-button';

const entries = [
  { kind: 'refund', amount: 4, taskId: 'b', hasPicture: false, createdAt: '2026-11-20T10:04:20Z' },
  { kind: 'charge', amount: -4, taskId: 'b', hasPicture: false, createdAt: '2026-11-20T10:01:00Z' },
  { kind: 'grant', amount: 100, hasPicture: false, createdAt: '2026-11-20T10:00:00Z' },
];
let balance = 100;
const server = setupServer(
  http.get('*/api/credits', () => HttpResponse.json({ balance, entries, nextCursor: null })),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => server.close());

function show(getMore?: () => Promise<boolean>) {
  balance = 1284;
  render(
    <SWRConfig value={{ provider: () => new Map() }}>
      <StudioFrame store={new PictureStore()} balance={1284} now="2026-11-20T10:04:00Z">
        <CreditsButton getMore={getMore} />
      </StudioFrame>
    </SWRConfig>,
  );
  return { user: userEvent.setup(), button: screen.getByRole('button', { name: /^Credits: 1,284/ }) };
}

test("the server's balance is there at once, and opens what it was spent on", async () => {
  const { user, button } = show();
  expect(button.textContent).toBe('1,284 credits');
  await user.click(button);
  const rows = await screen.findAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual([
    'Returnedjust now+4',
    'Pictures3 minutes ago-4',
    'Added4 minutes ago+100',
  ]);
  expect(screen.queryByRole('button', { name: 'Get 100 more' })).toBeNull();
});

test('a charge leads to the picture that was made for it', async () => {
  server.use(
    http.get('*/api/credits', () => {
      const [refund, charge] = entries;
      const made = {
        kind: 'charge',
        amount: -4,
        taskId: 'made',
        hasPicture: true,
        createdAt: charge?.createdAt,
      };
      return HttpResponse.json({ balance, entries: [refund, charge, made], nextCursor: null });
    }),
  );
  const { user, button } = show();
  await user.click(button);
  const links = await screen.findAllByRole('link');
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Pictures', '/gallery/made'],
  ]);
});

test('getting more shows the new balance', async () => {
  const getMore = vi.fn(async () => {
    balance = 1384;
    return true;
  });
  const { user, button } = show(getMore);
  await user.click(button);
  await user.click(await screen.findByRole('button', { name: 'Get 100 more' }));
  await waitFor(() => expect(button.textContent).toBe('1,384 credits'));
});

test('a list that cannot be loaded says so', async () => {
  server.use(
    http.get('*/api/credits', () =>
      HttpResponse.json({ error: { code: 'unavailable', message: '', requestId: 'r' } }, { status: 503 }),
    ),
  );
  const { user, button } = show();
  await user.click(button);
  expect(await screen.findByText(en.credits.failed)).toBeDefined();
  expect(button.textContent).toBe('1,284 credits');
});
