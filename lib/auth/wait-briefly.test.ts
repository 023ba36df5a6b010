import { expect, test } from 'vitest';
import { waitBriefly } from './wait-briefly';

test('an answer in time is the answer', async () => {
  expect(await waitBriefly(Promise.resolve('yes'))).toBe('yes');
});

test('a refusal in time is the refusal', async () => {
  await expect(waitBriefly(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('no answer is given up after seconds', async () => {
  const started = Date.now();
  expect(await waitBriefly(new Promise(() => undefined))).toBeNull();
  expect(Date.now() - started).toBeLessThan(4_500);
});
