import { cache } from 'react';
import { userClient } from '@/lib/supabase/user-client';
import { type User, verifySession } from './verify-session';

/** The signed-in user of a page, or null; asked once per request. */
export const currentUser = cache(async (): Promise<User | null> => verifySession(await userClient(), null));
