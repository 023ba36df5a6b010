import { AuthApiError, AuthRetryableFetchError, AuthSessionMissingError } from '@supabase/supabase-js';
import { beforeEach, expect, test, vi } from 'vitest';

const auth = vi.hoisted(() => ({ getUser: vi.fn(), updateUser: vi.fn(), refreshSession: vi.fn() }));

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ origin: 'http://here.invalid' }),
  cookies: async () => new Map(),
}));
vi.mock('@/lib/supabase/throttle', () => ({ takeAllowance: async () => undefined }));
vi.mock('@/lib/auth/user-client', () => ({ userClient: async () => ({ auth }) }));

import { createAccount } from './create-account';

const ANA = { email: 'ana@example.com', password: 'correct horse' };
const LINK = { emailRedirectTo: 'http://here.invalid/auth/callback?next=%2Faccount%3Fkept' };
const anonymous = { id: '1', email: '', is_anonymous: true };

beforeEach(() => {
  // A hosted project, whose guests are its anonymous users.
  vi.stubEnv('SUPABASE_URL', 'https://a.supabase.co');
  vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_x');
  vi.stubEnv('SUPABASE_SECRET_KEY', 'sb_secret_x');
  auth.getUser.mockResolvedValue({ data: { user: anonymous }, error: null });
});

function send() {
  const form = new FormData();
  for (const [name, value] of Object.entries(ANA)) form.set(name, value);
  return createAccount({ email: '' }, form);
}

const letterSent = { data: { user: { ...anonymous, new_email: ANA.email } }, error: null };
const refused = (code: string) => ({ data: { user: null }, error: new AuthApiError('x', 422, code) });
const addressesAreConfirmed = (confirmed: boolean) =>
  vi.stubGlobal('fetch', async () => Response.json({ mailer_autoconfirm: !confirmed }));

test('where addresses are confirmed, the guest is asked to open the letter and goes on as a guest', async () => {
  auth.updateUser.mockResolvedValueOnce(letterSent);
  expect(await send()).toEqual({ email: ANA.email, checkMail: true });
  expect(auth.updateUser.mock.calls).toEqual([[ANA, LINK]]);
  expect(auth.refreshSession).not.toHaveBeenCalled();
});

test('a try whose letter got lost is made again: its password is there already', async () => {
  auth.updateUser.mockResolvedValueOnce(refused('same_password')).mockResolvedValueOnce(letterSent);
  expect(await send()).toEqual({ email: ANA.email, checkMail: true });
  expect(auth.updateUser.mock.lastCall).toEqual([{ email: ANA.email }, LINK]);
});

test('where addresses are confirmed, nobody learns whether one has an account', async () => {
  addressesAreConfirmed(true);
  auth.updateUser.mockResolvedValueOnce(refused('email_exists'));
  expect(await send()).toEqual({ email: ANA.email, checkMail: true });
});

test('where they are not, a taken one is told', async () => {
  addressesAreConfirmed(false);
  auth.updateUser.mockResolvedValueOnce(refused('email_exists'));
  expect(await send()).toEqual({ email: ANA.email, fields: { email: 'emailTaken' } });
});

test('where nothing is confirmed it is an account at once, and the session names it', async () => {
  auth.updateUser.mockResolvedValueOnce({ data: { user: { id: '1', email: ANA.email } }, error: null });
  const cookies = { set: vi.fn(), get: () => undefined };
  vi.spyOn(await import('next/headers'), 'cookies').mockResolvedValue(cookies as never);
  await expect(send()).rejects.toMatchObject({ digest: expect.stringContaining('/account?kept') });
  expect(auth.refreshSession).toHaveBeenCalledOnce();
  expect(cookies.set).toHaveBeenCalledOnce();
});

test('an account is never given another password', async () => {
  auth.getUser.mockResolvedValueOnce({
    data: { user: { id: '1', email: 'bia@example.com', is_anonymous: false } },
    error: null,
  });
  expect(await send()).toEqual({ email: ANA.email, fault: 'alreadyAccount' });
  expect(auth.updateUser).not.toHaveBeenCalled();
});

test.each([
  ['signedOut', new AuthSessionMissingError()],
  ['signedOut', new AuthApiError('x', 403, 'session_not_found')],
  ['unreachable', new AuthRetryableFetchError('fetch failed', 0)],
])('%s, and nothing is changed', async (fault, error) => {
  auth.getUser.mockResolvedValueOnce({ data: { user: null }, error });
  expect(await send()).toEqual({ email: ANA.email, fault });
  expect(auth.updateUser).not.toHaveBeenCalled();
});

test('a password that is too easy is told', async () => {
  auth.updateUser.mockResolvedValueOnce(refused('weak_password'));
  expect(await send()).toEqual({ email: ANA.email, fault: 'weakPassword' });
});
