import { AuthApiError, AuthError, AuthRetryableFetchError } from '@supabase/supabase-js';
import { expect, test, vi } from 'vitest';
import { ApiError } from '@/lib/errors';
import { asRefusal, authFault } from './refusal';

test.each([
  [new AuthApiError('x', 400, 'invalid_credentials'), 'wrongPassword'],
  [new AuthApiError('x', 422, 'user_already_exists'), 'notMade'],
  [new AuthApiError('x', 422, 'weak_password'), 'weakPassword'],
  [new AuthApiError('x', 429, undefined), 'tooManyTries'],
  [new AuthApiError('x', 503, undefined), 'unreachable'],
  [new AuthApiError('x', 500, 'unexpected_failure'), 'unexpected'],
  [new AuthRetryableFetchError('fetch failed', 0), 'unreachable'],
  [new AuthError('x'), 'unexpected'],
])('%s is %s', (error, fault) => {
  expect(authFault(error)).toBe(fault);
});

vi.mock('next/headers', () => ({ headers: async () => new Headers() }));

test('an address without an account is refused no sooner than a wrong password, and in the same words', async () => {
  const wrong = new AuthApiError('x', 400, 'invalid_credentials');
  const [unknown, known] = await Promise.all(
    [0, 300].map(async (takesMs) => {
      const started = performance.now();
      const refusal = await asRefusal(new Promise((resolve) => setTimeout(resolve, takesMs, wrong)));
      return { refusal, ms: performance.now() - started };
    }),
  );
  expect(unknown?.refusal).toEqual({ fault: 'wrongPassword' });
  expect(known?.refusal).toEqual(unknown?.refusal);
  expect(unknown?.ms).toBeGreaterThan(690);
  expect(Math.abs((unknown?.ms ?? 0) - (known?.ms ?? 0))).toBeLessThan(100);
});

test('a limit says how long to wait, and a success takes no time', async () => {
  const limit = new ApiError('rate_limited', { retryAfterSeconds: 42 });
  expect(await asRefusal(Promise.reject(limit))).toEqual({ fault: 'tooManyTries', waitSeconds: 42 });
  expect(await asRefusal(Promise.reject(new ApiError('unavailable')))).toEqual({ fault: 'unreachable' });
  expect(await asRefusal(Promise.resolve(null))).toBeNull();
  await expect(asRefusal(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
