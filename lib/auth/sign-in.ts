import { headers } from 'next/headers';
import { visitorAddress } from '@/lib/http/visitors';
import { supabaseConnection } from '@/lib/supabase/connection';
import { sessionClient } from './user-client';

/** Where to go after signing in: a path of this site, whatever the address bar asked for. */
export function safeNext(wanted: unknown): string {
  const home = '/image-generator';
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, 'http://here.invalid'))
    return home;
  const url = new URL(wanted, 'http://here.invalid');
  return url.origin === 'http://here.invalid' && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : home;
}

/** The fields that the widgets of hCaptcha and Turnstile fill in. */
const CAPTCHA_FIELDS = ['captchaToken', 'h-captcha-response', 'cf-turnstile-response'];

/** The answer to a captcha, if the form has one: Supabase checks it where that is turned on. */
export function captchaOf(form: FormData): { captchaToken: string } | undefined {
  const token = CAPTCHA_FIELDS.map((name) => form.get(name)).find(
    (value) => typeof value === 'string' && value,
  );
  return typeof token === 'string' ? { captchaToken: token } : undefined;
}

/**
 * A client for signing in and up. A hosted project counts tries per address and would see ours alone: it takes the visitor's
 * from whoever has a secret key. With such a key it skips captchas, so an answer to one is sent with the publishable key.
 */
export async function signInClient(captcha: { captchaToken: string } | undefined) {
  const { embedded, publishableKey, secretKey } = supabaseConnection();
  const address = visitorAddress(await headers());
  if (embedded || captcha || !address || !secretKey.startsWith('sb_secret_'))
    return sessionClient({ key: publishableKey });
  return sessionClient({ key: secretKey, headers: { 'sb-forwarded-for': address } });
}
