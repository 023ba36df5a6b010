import { AuthApiError, AuthError, AuthRetryableFetchError } from '@supabase/supabase-js';
import { expect, test } from 'vitest';
import { authFault } from './auth-fault';

test.each([
  [new AuthApiError('x', 400, 'invalid_credentials'), 'wrongPassword'],
  [new AuthApiError('x', 422, 'user_already_exists'), 'accountExists'],
  [new AuthApiError('x', 422, 'weak_password'), 'weakPassword'],
  [new AuthApiError('x', 429, undefined), 'tooManyTries'],
  [new AuthApiError('x', 503, undefined), 'unreachable'],
  [new AuthApiError('x', 500, 'unexpected_failure'), 'unexpected'],
  [new AuthRetryableFetchError('fetch failed', 0), 'unreachable'],
  [new AuthError('x'), 'unexpected'],
])('%s is %s', (error, fault) => {
  expect(authFault(error)).toBe(fault);
});
