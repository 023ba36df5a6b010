import { beforeEach, expect, test, vi } from 'vitest';

const auth = vi.hoisted(() => ({
  getClaims: vi.fn(),
  signInWithPassword: vi.fn(),
  updateUser: vi.fn(),
  signOut: vi.fn(),
}));

vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, set: () => undefined }),
}));
vi.mock('@/lib/supabase/throttle', () => ({ takeAllowance: async () => undefined }));
vi.mock('@/lib/auth/user-client', () => ({
  userClient: async () => ({ auth }),
  sessionClient: async () => ({ auth }),
}));

import { setPassword } from './set-password';

const NOW = 1_800_000_000;

function claims(method: string, age: number) {
  const amr = [{ method, timestamp: NOW - age }];
  auth.getClaims.mockResolvedValue({
    data: { claims: { sub: '1', email: 'ana@example.com', iat: NOW, amr } },
    error: null,
  });
}

beforeEach(() => {
  vi.stubEnv('SUPABASE_URL', 'https://a.supabase.co');
  vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_x');
  vi.stubEnv('SUPABASE_SECRET_KEY', 'sb_secret_x');
  auth.updateUser.mockResolvedValue({ data: {}, error: null });
  auth.signInWithPassword.mockResolvedValue({ data: {}, error: null });
  auth.signOut.mockResolvedValue({ error: null });
});

function send(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return setPassword({}, form);
}

test('who came by the link of a letter just now chooses a password without knowing the one of before', async () => {
  claims('recovery', 2);
  expect(await send({ password: 'another horse' })).toEqual({ changed: true });
  expect(auth.signInWithPassword).not.toHaveBeenCalled();
  expect(auth.updateUser).toHaveBeenCalledWith({ password: 'another horse' });
  expect(auth.signOut).toHaveBeenCalledWith({ scope: 'others' });
});

test.each([
  ['with a password', 'password', 2],
  ['by a letter some time ago', 'recovery', 3600],
])('who signed in %s has to know it', async (_, method, age) => {
  claims(method, age);
  expect(await send({ password: 'another horse' })).toEqual({ fields: { current: 'passwordMissing' } });
  expect(auth.updateUser).not.toHaveBeenCalled();
  expect(await send({ current: 'old horse', password: 'another horse' })).toEqual({ changed: true });
  expect(auth.signInWithPassword).toHaveBeenCalledWith({ email: 'ana@example.com', password: 'old horse' });
});
