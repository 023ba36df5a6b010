import { randomBytes } from 'node:crypto';
import { createServerClient, type SetAllCookies } from '@supabase/ssr';
import { type NextRequest, NextResponse } from 'next/server';
import { waitBriefly } from '@/lib/auth/wait-briefly';
import { ApiError } from '@/lib/errors';
import { checkPagePost } from '@/lib/http/check-page-post';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { supabaseConnection } from '@/lib/supabase/connection';
import { SESSION_COOKIE } from '@/lib/supabase/session-cookie';
import { supabaseFetch } from '@/lib/supabase/supabase-fetch';

const SESSION_NAME = /^sb-.+-auth-token(\.\d+)?$/;

const noSuchPath = handleRoute(async () => {
  throw new ApiError('not_found');
});

const PAGE_METHODS = ['GET', 'HEAD', 'POST'];
const { PUT: notAllowed } = otherMethods('GET', 'POST');

const checkPost = handleRoute(async (request) => {
  await checkPagePost(request);
  return new Response();
});

/**
 * Renews an expired session before a page renders, because pages can't set cookies, and tells the page its path and
 * the nonce of its security policy. It authorises nothing: layouts and handlers do.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  // Nothing of the API has an escape in its path, and Next answers 500 to one that is malformed.
  if (request.nextUrl.pathname.startsWith('/api/')) return noSuchPath(request, undefined);
  if (!PAGE_METHODS.includes(request.method)) return notAllowed(request);
  if (request.method === 'POST') {
    const checked = await checkPost(request, undefined);
    if (!checked.ok) return checked;
  }
  const renewed: { cookies: Parameters<SetAllCookies>[0]; headers: Record<string, string> } = {
    cookies: [],
    headers: {},
  };
  if (request.cookies.getAll().some(({ name }) => SESSION_NAME.test(name))) {
    const { url, publishableKey } = supabaseConnection();
    const client = createServerClient(url, publishableKey, {
      cookieOptions: SESSION_COOKIE,
      global: { fetch: supabaseFetch },
      cookies: {
        getAll: () => request.cookies.getAll(),
        setAll: (changes, noCache) => {
          for (const { name, value } of changes) request.cookies.set(name, value);
          renewed.cookies.push(...changes);
          Object.assign(renewed.headers, noCache);
        },
      },
    });
    // Asks the auth service only when the session has expired; a failure is left to the page, which says it in words.
    await waitBriefly(client.auth.getSession());
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, { development: process.env.NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set('x-page-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('x-nonce', nonce);
  // Next reads the nonce for its own scripts here.
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const { name, value, options } of renewed.cookies) response.cookies.set(name, value, options);
  for (const [name, value] of Object.entries(renewed.headers)) response.headers.set(name, value);
  return response;
}

export const config = { matcher: ['/api/(.*%.*)', '/((?!api$|api/|_next/static/|auth/callback$).*)'] };
