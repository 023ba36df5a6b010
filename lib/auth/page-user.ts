import { ApiError } from '@/lib/errors';
import { currentUser } from './current-user';
import type { User } from './verify-session';

/** Who a page is for: null without a session, 'unavailable' while the auth service can't say. Asked once per request. */
export async function pageUser(): Promise<User | null | 'unavailable'> {
  try {
    return await currentUser();
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unavailable') return 'unavailable';
    throw error;
  }
}
