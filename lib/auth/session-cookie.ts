import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SetAllCookies } from '@supabase/ssr';
import { z } from 'zod';
import { isHttps } from '@/lib/http/origin';
import { supabaseConnection } from '@/lib/supabase/connection';

const refreshTokenSchema = z.string().regex(/^[\w.-]{1,2000}$/);
const refreshSchema = z.object({ refresh_token: refreshTokenSchema });

function isRefresh(body: BodyInit | null | undefined): boolean {
  return typeof body === 'string' && refreshSchema.safeParse(JSON.parse(body)).success;
}

/**
 * fetch, for clients that act as a visitor. A cookie can hold anything in place of a refresh token; the auth service
 * answers 500 to some of that, and auth-js would try again for seconds.
 */
export const supabaseFetch: typeof fetch = async (input, init) => {
  if (String(input).includes('grant_type=refresh_token') && !isRefresh(init?.body))
    return Response.json({ code: 'refresh_token_not_found', message: 'No refresh token' }, { status: 400 });
  return fetch(input, init);
};

interface Cookie {
  name: string;
  value: string;
}
type Changes = Parameters<SetAllCookies>[0];

/** Copies of Darkroom on one host get each other's cookies, whatever their ports: each has names of its own. */
export const cookieName = (what: 'session' | 'device') =>
  `darkroom-${supabaseConnection().installation}-${what}`;

/** The session's cookies are the server's alone: the browser's code never talks to Supabase. */
export function sessionCookie(headers: Headers) {
  return { name: cookieName('session'), httpOnly: true, secure: isHttps(headers) };
}

/** Session cookies come whole or in numbered parts. */
const isPart = (name: string, { name: part }: Cookie) =>
  part === name || (part.startsWith(`${name}.`) && /^\d+$/.test(part.slice(name.length + 1)));

/** Whether a session was begun in this browser; whether it is still good only the auth service knows. */
export const hasSession = (cookies: Cookie[]) =>
  cookies.some((cookie) => isPart(cookieName('session'), cookie));

/** supabase-js's own name, which was used before: all copies on 127.0.0.1 shared one. */
const formerName = () => `sb-${new URL(supabaseConnection().url).hostname.split('.')[0]}-auth-token`;

/**
 * The cookies as supabase-js may read them: with a session that was begun under the former name, because a guest could not sign
 * in again, and without one that can't be renewed, for which it throws.
 */
export function readSession(cookies: Cookie[]): Cookie[] {
  const former = formerSession(cookies).map(({ name, value }) => ({
    name: cookieName('session') + name.slice(formerName().length),
    value,
  }));
  const broken = brokenSession(cookies);
  return [...cookies.filter((cookie) => !broken.includes(cookie)), ...former];
}

/** The changes, and the end of cookies that `readSession` has renamed or left out. */
export function withoutOthers(changes: Changes, cookies: Cookie[]): Changes {
  const others = [...formerSession(cookies), ...brokenSession(cookies)];
  const ended = others
    .filter(({ name }) => !changes.some((change) => change.name === name))
    .map(({ name }) => ({ name, value: '', options: { path: '/', maxAge: 0 } }));
  return [...changes, ...ended];
}

function brokenSession(cookies: Cookie[]): Cookie[] {
  const parts = cookies.filter((cookie) => isPart(cookieName('session'), cookie));
  return parts.length > 0 && !readStored(parts) ? parts : [];
}

function formerSession(cookies: Cookie[]): Cookie[] {
  const former = cookies.filter((cookie) => isPart(formerName(), cookie));
  return former.length > 0 && !hasSession(cookies) && isOurs(former) ? former : [];
}

const storedSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('no JSON');
      return z.NEVER;
    }
  })
  .pipe(z.object({ access_token: z.string(), refresh_token: refreshTokenSchema }));

/** What the parts of a session's cookie hold together: the whole one first, as supabase-js reads them. */
function readStored(parts: Cookie[]) {
  const [whole] = parts.filter(({ name }) => !/\.\d+$/.test(name));
  const text = (
    whole ? [whole] : parts.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  )
    .map(({ value }) => value)
    .join('');
  const plain = text.startsWith('base64-')
    ? Buffer.from(text.slice('base64-'.length), 'base64url').toString()
    : text;
  return storedSchema.safeParse(plain).data;
}

/** A session, and not another copy's, which is left to it: only with the secret of the embedded Supabase can one be told from the other. */
function isOurs(parts: Cookie[]): boolean {
  const { jwtSecret } = supabaseConnection();
  const stored = readStored(parts);
  if (!stored || !jwtSecret) return stored !== undefined;
  const [head, payload, signature = ''] = stored.access_token.split('.');
  const right = createHmac('sha256', jwtSecret).update(`${head}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === right.length && timingSafeEqual(given, right);
}
