import { expect, test, vi } from 'vitest';
import { ApiError } from '@/lib/errors';
import { insist } from './insist';

const away = () => new ApiError('unavailable');

test('asks again while the database is away', async () => {
  const twice = vi.fn().mockRejectedValueOnce(away()).mockRejectedValueOnce(away()).mockResolvedValue('lost');
  expect(await insist(twice)).toBe('lost');
  expect(twice).toHaveBeenCalledTimes(3);
});

test('any other error is told at once', async () => {
  const ask = vi.fn().mockRejectedValue(new ApiError('internal'));
  await expect(insist(ask)).rejects.toThrow(ApiError);
  expect(ask).toHaveBeenCalledOnce();
});
