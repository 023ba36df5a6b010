import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { isHttps } from '@/lib/http/origin';
import { addressGroup, visitorAddress } from '@/lib/http/visitors';
import { supabaseConnection } from '@/lib/supabase/connection';
import { type Allowance, takeAllowance } from '@/lib/supabase/throttle';
import { cookieName } from './session-cookie';

const SECONDS = 180 * 24 * 3600;

const sign = (device: string, email: string) =>
  createHmac('sha256', supabaseConnection().secretKey)
    .update(`device ${device} ${email.toLowerCase()}`)
    .digest('base64url');

/** The id of this browser if the account was signed in in it before; nobody else can make one. */
async function readDevice(email: string): Promise<string | undefined> {
  const [device = '', signature = ''] = ((await cookies()).get(cookieName('device'))?.value ?? '').split('.');
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(device, email))];
  return given.length === right.length && timingSafeEqual(given, right) ? device : undefined;
}

/** Remembers that the account was signed in in this browser. */
export async function rememberDevice(email: string): Promise<void> {
  const device = (await readDevice(email)) ?? randomUUID();
  (await cookies()).set(cookieName('device'), `${device}.${sign(device, email)}`, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: SECONDS,
    secure: isHttps(await headers()),
  });
}

const MINUTE = 60;

/** Keys hold no addresses of e-mail. */
const accountKey = (email: string) =>
  createHash('sha256').update(email.toLowerCase()).digest('base64url').slice(0, 22);

const visitor = async () => addressGroup(visitorAddress(await headers()));

/**
 * Counts a try to sign in, before the password is looked at; throws `rate_limited`. Nobody can shut an owner out for good: a
 * browser in which the account was signed in before has a limit of its own, apart from what strangers try. What a success
 * took is given back, so that only failures count and a school behind one address is no attack.
 */
export async function tryToSignIn(email: string): Promise<{ succeeded: () => Promise<void> }> {
  const [address, account, device] = [await visitor(), accountKey(email), await readDevice(email)];
  const allowances: Allowance[] = device
    ? [{ key: `sign-in:device:${device}`, limit: 10, seconds: 5 * MINUTE }]
    : [
        { key: `sign-in:both:${address}:${account}`, limit: 5, seconds: 5 * MINUTE },
        { key: `sign-in:address:${address}`, limit: 20, seconds: 5 * MINUTE },
        { key: `sign-in:account:${account}`, limit: 20, seconds: 10 * MINUTE },
      ];
  await takeAllowance(allowances);
  return { succeeded: () => takeAllowance(allowances.map((allowance) => ({ ...allowance, take: -1 }))) };
}

/** Counts a new account, or a try to make one; throws `rate_limited`. For a guest there is no e-mail. */
export async function tryToSignUp(email?: string): Promise<void> {
  const address = await visitor();
  await takeAllowance([
    { key: `sign-up:minute:${address}`, limit: 15, seconds: MINUTE },
    { key: `sign-up:hour:${address}`, limit: 100, seconds: 60 * MINUTE },
    // Each may send a letter to somebody who didn't ask for it.
    ...(email ? [{ key: `sign-up:account:${accountKey(email)}`, limit: 5, seconds: 60 * MINUTE }] : []),
  ]);
}
