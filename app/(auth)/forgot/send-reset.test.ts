import { AuthApiError } from '@supabase/supabase-js';
import { beforeEach, expect, test, vi } from 'vitest';

const reset = vi.hoisted(() => vi.fn());
const takeAllowance = vi.hoisted(() => vi.fn());

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ origin: 'http://here.invalid' }),
  cookies: async () => new Map(),
}));
vi.mock('@/lib/supabase/throttle', () => ({ takeAllowance }));
vi.mock('@/lib/auth/user-client', () => ({
  sessionClient: async () => ({ auth: { resetPasswordForEmail: reset } }),
}));

import { sendReset } from './send-reset';

beforeEach(() => {
  // A connection without a folder for keys.
  vi.stubEnv('SUPABASE_URL', 'https://a.supabase.co');
  vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_x');
  vi.stubEnv('SUPABASE_SECRET_KEY', 'sb_secret_x');
});

function send(email: string) {
  const form = new FormData();
  form.set('email', email);
  return sendReset({ email: '' }, form);
}

test('the letter leads to the page where another password is chosen, and each address counts for itself', async () => {
  reset.mockResolvedValueOnce({ data: {}, error: null });
  expect(await send(' ana@example.com ')).toEqual({ email: 'ana@example.com', checkMail: true });
  expect(reset.mock.lastCall).toEqual([
    'ana@example.com',
    { redirectTo: 'http://here.invalid/auth/callback?next=%2Faccount' },
  ]);
  expect(takeAllowance.mock.lastCall?.[0]).toMatchObject([
    { key: expect.stringContaining('minute') },
    { key: expect.stringContaining('hour') },
    { key: expect.stringContaining('account'), limit: 5 },
  ]);
});

test('what is no address is sent nowhere', async () => {
  expect(await send('ana')).toEqual({ email: 'ana', fields: { email: 'invalidEmail' } });
  expect(reset).not.toHaveBeenCalled();
});

test('a limit of letters is told', async () => {
  reset.mockResolvedValueOnce({ error: new AuthApiError('x', 429, 'over_email_send_rate_limit') });
  expect(await send('ana@example.com')).toEqual({ email: 'ana@example.com', fault: 'tooManyTries' });
});
