import { ApiError } from '@/lib/errors';

/** For pages: what was asked for, or 'unavailable' while a service that it needs can't be reached. */
export async function orUnavailable<T>(asked: Promise<T>): Promise<T | 'unavailable'> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unavailable') return 'unavailable';
    throw error;
  }
}
