import { expect, test } from 'vitest';
import { withTimeout } from './verify-session';

test('an answer in time is the answer', async () => {
  expect(await withTimeout(Promise.resolve('yes'))).toBe('yes');
});

test('a refusal in time is the refusal', async () => {
  await expect(withTimeout(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('no answer is given up after seconds', async () => {
  const started = Date.now();
  expect(await withTimeout(new Promise(() => undefined))).toBeNull();
  expect(Date.now() - started).toBeLessThan(4_500);
});
