import { userClient } from '@/lib/auth/user-client';
import { ApiError } from '@/lib/errors';
import { handleRoute } from '@/lib/http/handle-route';
import { isSameOrigin } from '@/lib/http/origin';
import { otherMethods } from '@/lib/http/other-methods';

/**
 * Ends the session of this browser; the cookies go even when the auth service can't be told. A route and a whole new page, so
 * that nothing of this person is left in the page's memory or in the browser's cache for the next one.
 */
export const POST = handleRoute(async (request: Request) => {
  if (!isSameOrigin(request)) throw new ApiError('forbidden');
  await (await userClient()).auth.signOut({ scope: 'local' });
  return new Response(null, { status: 303, headers: { Location: '/', 'Clear-Site-Data': '"cache"' } });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods('POST');
