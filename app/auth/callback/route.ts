import { safeNext } from '@/lib/auth/sign-in';
import { userClient } from '@/lib/auth/user-client';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';

const goTo = (path: string) => new Response(null, { status: 307, headers: { Location: path } });

/** The link of the confirmation e-mail: turns its code into a session. */
export const GET = handleRoute(async (request: Request) => {
  const { searchParams } = new URL(request.url);
  const next = safeNext(searchParams.get('next'));
  const code = searchParams.get('code');
  const failed = code === null || (await (await userClient()).auth.exchangeCodeForSession(code)).error;
  return goTo(failed ? `/login?fault=linkExpired&next=${encodeURIComponent(next)}` : next);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
