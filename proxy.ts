import { randomBytes } from 'node:crypto';
import { createServerClient, type SetAllCookies } from '@supabase/ssr';
import { type NextRequest, NextResponse } from 'next/server';
import { refuseInWords } from '@/app/refuse-in-words';
import { letBodyPass } from '@/lib/http/body-gate';
import { checkPagePost } from '@/lib/http/check-page-post';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { supabaseConnection } from '@/lib/supabase/connection';
import {
  hasSession,
  readSession,
  sessionCookie,
  supabaseFetch,
  withoutOthers,
} from './lib/auth/session-cookie';
import { checkPageAccount, verifySession, withTimeout } from './lib/auth/verify-session';
import { ApiError, orUnavailable } from './lib/errors';
import { isAnswered, seenOrigin } from './lib/http/origin';
import { ACCOUNT_HEADER } from './lib/http/page-headers';

const noSuchPath = handleRoute(async () => {
  throw new ApiError('not_found');
});

const PAGE_METHODS = ['GET', 'HEAD', 'POST'];
const { PUT: notAllowed } = otherMethods('GET', 'POST');

const check = handleRoute(async (request) => {
  if (request.method === 'POST') await checkPagePost(request);
  return new Response();
});

/** What Next's router asks for in a page of one account must not come from another's, nor its actions be done there. */
const checkAccount = handleRoute(async (request, client: Parameters<typeof verifySession>[0]) => {
  const user = await orUnavailable(verifySession(client, null));
  if (user && user !== 'unavailable') checkPageAccount(request, user);
  return new Response();
});

/**
 * Renews an expired session before a page renders, because pages can't set cookies, and tells the page its path and
 * the nonce of its security policy. It authorises nothing: layouts and handlers do.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  letBodyPass();
  // Nothing of the API has an escape in its path, and Next answers 500 to one that is malformed.
  if (request.nextUrl.pathname.startsWith('/api/')) return noSuchPath(request, undefined);
  if (!PAGE_METHODS.includes(request.method)) return notAllowed(request);
  if (!isAnswered(request.headers)) return refuseInWords(request);
  const checked = await check(request, undefined);
  if (!checked.ok) return checked;
  const renewed: { cookies: Parameters<SetAllCookies>[0]; headers: Record<string, string> } = {
    cookies: [],
    headers: {},
  };
  let refusal: Response | undefined;
  if (hasSession(readSession(request.cookies.getAll()))) {
    const { url, publishableKey } = supabaseConnection();
    const client = createServerClient(url, publishableKey, {
      cookieOptions: sessionCookie(request.headers),
      global: { fetch: supabaseFetch },
      cookies: {
        getAll: () => readSession(request.cookies.getAll()),
        setAll: (given, noCache) => {
          const changes = withoutOthers(given, request.cookies.getAll());
          for (const { name, value } of changes) request.cookies.set(name, value);
          renewed.cookies.push(...changes);
          Object.assign(renewed.headers, noCache);
        },
      },
    });
    // Asks the auth service only when the session has expired; a failure is left to the page, which says it in words.
    await withTimeout(client.auth.getSession());
    if (request.headers.has(ACCOUNT_HEADER)) {
      const named = await checkAccount(request, client);
      if (!named.ok) refusal = named;
    }
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, { development: process.env.NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set('x-page-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('x-nonce', nonce);
  if (request.method === 'POST') {
    // Next compares these two itself and answers 500 where they differ, as they do behind many proxies.
    const origin = seenOrigin(request.headers);
    headers.set('origin', origin);
    headers.set('x-forwarded-host', new URL(origin).host);
  }
  // Next reads the nonce for its own scripts here.
  headers.set('Content-Security-Policy', policy);
  const response = refusal
    ? new NextResponse(refusal.body, refusal)
    : NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const { name, value, options } of renewed.cookies) response.cookies.set(name, value, options);
  for (const [name, value] of Object.entries(renewed.headers)) response.headers.set(name, value);
  return response;
}

export const config = {
  matcher: ['/api/(.*%.*)', '/((?!api$|api/|_next/static/|auth/(?:callback|sign-out)$).*)'],
};
