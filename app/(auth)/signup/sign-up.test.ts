import { expect, test, vi } from 'vitest';

const signUpWith = vi.hoisted(() => vi.fn());

vi.mock('next/headers', () => ({ headers: async () => new Headers({ origin: 'http://here.invalid' }) }));
vi.mock('@/lib/supabase/user-client', () => ({ userClient: async () => ({ auth: { signUp: signUpWith } }) }));

import { signUp } from './sign-up';

const form = new FormData();
form.set('email', 'ana@example.com');
form.set('password', 'correct horse');

test('where addresses are confirmed, nobody learns whether one has an account', async () => {
  const answers = [];
  // Supabase gives a taken address a user without an identity.
  for (const identities of [[{ id: '1' }], []]) {
    signUpWith.mockResolvedValueOnce({ data: { user: { identities }, session: null }, error: null });
    answers.push(await signUp({ email: '' }, form));
  }
  expect(answers).toEqual([
    { email: 'ana@example.com', checkMail: true },
    { email: 'ana@example.com', checkMail: true },
  ]);
});
