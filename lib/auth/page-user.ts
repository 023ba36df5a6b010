import { orUnavailable } from '@/lib/http/or-unavailable';
import { currentUser } from './current-user';
import type { User } from './verify-session';

/** Who a page is for: null without a session, 'unavailable' while the auth service can't say. Asked once per request. */
export function pageUser(): Promise<User | null | 'unavailable'> {
  return orUnavailable(currentUser());
}
