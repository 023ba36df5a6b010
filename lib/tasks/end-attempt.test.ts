import { expect, test, vi } from 'vitest';
import { ApiError } from '@/lib/errors';
import { retryUnavailable } from './end-attempt';

const away = () => new ApiError('unavailable');

test('asks again while the database is away', async () => {
  const twice = vi.fn().mockRejectedValueOnce(away()).mockRejectedValueOnce(away()).mockResolvedValue('lost');
  expect(await retryUnavailable(twice)).toBe('lost');
  expect(twice).toHaveBeenCalledTimes(3);
});

test('any other error is told at once', async () => {
  const ask = vi.fn().mockRejectedValue(new ApiError('internal'));
  await expect(retryUnavailable(ask)).rejects.toThrow(ApiError);
  expect(ask).toHaveBeenCalledOnce();
});
