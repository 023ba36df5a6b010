import { beforeEach, expect, test, vi } from 'vitest';

const signUpWith = vi.hoisted(() => vi.fn());

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ origin: 'http://here.invalid' }),
  cookies: async () => new Map(),
}));
vi.mock('@/lib/supabase/throttle', () => ({ takeAllowance: async () => undefined }));
vi.mock('@/lib/auth/user-client', () => ({
  sessionClient: async () => ({ auth: { signUp: signUpWith } }),
}));

import { signUp } from './sign-up';

beforeEach(() => {
  // A connection without a folder for keys.
  vi.stubEnv('SUPABASE_URL', 'https://a.supabase.co');
  vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_x');
  vi.stubEnv('SUPABASE_SECRET_KEY', 'sb_secret_x');
});

function filledIn(more: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    email: 'ana@example.com',
    password: 'correct horse',
    ...more,
  }))
    form.set(name, value);
  return form;
}

test('where addresses are confirmed, nobody learns whether one has an account', async () => {
  const answers = [];
  // Supabase gives a taken address a user without an identity.
  for (const identities of [[{ id: '1' }], []]) {
    signUpWith.mockResolvedValueOnce({ data: { user: { identities }, session: null }, error: null });
    answers.push(await signUp({ email: '' }, filledIn()));
  }
  expect(answers).toEqual([
    { email: 'ana@example.com', checkMail: true },
    { email: 'ana@example.com', checkMail: true },
  ]);
});

test.each(['captchaToken', 'h-captcha-response', 'cf-turnstile-response'])(
  'the answer to a captcha in the field %s is passed on',
  async (field) => {
    signUpWith.mockResolvedValueOnce({ data: { user: {}, session: null }, error: null });
    await signUp({ email: '' }, filledIn({ [field]: 'solved' }));
    expect(signUpWith.mock.lastCall?.[0].options).toEqual({
      captchaToken: 'solved',
      emailRedirectTo: 'http://here.invalid/auth/callback?next=%2Fimage-generator',
    });
  },
);
