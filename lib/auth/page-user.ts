import { cache } from 'react';
import { orUnavailable } from '@/lib/errors';
import { userClient } from './user-client';
import { type User, verifySession } from './verify-session';

/** The signed-in user of a page, or null; asked once per request. */
export const currentUser = cache(async (): Promise<User | null> => verifySession(await userClient(), null));

/** Who a page is for: null without a session, 'unavailable' while the auth service can't say. Asked once per request. */
export function pageUser(): Promise<User | null | 'unavailable'> {
  return orUnavailable(currentUser());
}
