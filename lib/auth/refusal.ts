import { setTimeout as sleep } from 'node:timers/promises';
import { type AuthError, isAuthRetryableFetchError, isAuthSessionMissingError } from '@supabase/supabase-js';
import { headers } from 'next/headers';
import { ApiError } from '@/lib/errors';
import { answerTooMany } from '@/lib/http/visitors';

/** What can go wrong with an account, each a key of the `auth` messages. */
export type AuthFault =
  | 'invalidEmail'
  | 'passwordMissing'
  | 'passwordShort'
  | 'passwordLong'
  | 'wrongPassword'
  | 'wrongCurrent'
  | 'samePassword'
  | 'notMade'
  | 'emailTaken'
  | 'alreadyAccount'
  | 'signedOut'
  | 'weakPassword'
  | 'emailNotConfirmed'
  | 'tooManyTries'
  | 'signUpClosed'
  | 'captchaFailed'
  | 'linkExpired'
  | 'guestUnavailable'
  | 'unreachable'
  | 'unexpected';

const BY_CODE: Record<string, AuthFault> = {
  invalid_credentials: 'wrongPassword',
  user_already_exists: 'notMade',
  email_exists: 'notMade',
  weak_password: 'weakPassword',
  same_password: 'samePassword',
  not_a_guest: 'alreadyAccount',
  session_not_found: 'signedOut',
  session_expired: 'signedOut',
  refresh_token_not_found: 'signedOut',
  user_not_found: 'signedOut',
  bad_jwt: 'signedOut',
  email_not_confirmed: 'emailNotConfirmed',
  email_address_invalid: 'invalidEmail',
  email_address_not_authorized: 'invalidEmail',
  over_request_rate_limit: 'tooManyTries',
  over_email_send_rate_limit: 'tooManyTries',
  captcha_failed: 'captchaFailed',
  signup_disabled: 'signUpClosed',
  email_provider_disabled: 'signUpClosed',
  otp_expired: 'linkExpired',
  flow_state_expired: 'linkExpired',
  flow_state_not_found: 'linkExpired',
  bad_code_verifier: 'linkExpired',
};

/** What a form says that was refused. */
export interface Refusal {
  fault: AuthFault;
  /** With `tooManyTries`, where it is known. */
  waitSeconds?: number | undefined;
}

/** Names the fault by the auth service's code, never by its text. */
export function authFault(error: AuthError): AuthFault {
  if (isAuthRetryableFetchError(error)) return 'unreachable';
  if (isAuthSessionMissingError(error)) return 'signedOut';
  const named = error.code && BY_CODE[error.code];
  if (named) return named;
  if (error.status === 429) return 'tooManyTries';
  return error.status && error.status >= 502 ? 'unreachable' : 'unexpected';
}

/** More than any password takes to be compared. */
const REFUSALS_TAKE_MS = 700;

/**
 * What a form says when our limits or the auth service refused, none sooner than another: an address without an account is
 * refused in a few milliseconds, a wrong password takes its time. Rethrows what is no refusal.
 */
export async function asRefusal(asked: Promise<AuthError | null>): Promise<Refusal | null> {
  const started = performance.now();
  const refusal: Refusal | null = await asked.then((error) => error && { fault: authFault(error) }, limited);
  if (refusal && refusal.waitSeconds === undefined)
    await sleep(Math.max(0, REFUSALS_TAKE_MS - (performance.now() - started)));
  return refusal;
}

async function limited(error: unknown): Promise<Refusal> {
  if (!(error instanceof ApiError)) throw error;
  if (error.code === 'unavailable') return { fault: 'unreachable' };
  if (error.code !== 'rate_limited') throw error;
  const waitSeconds = error.retryAfterSeconds ?? 60;
  answerTooMany(await headers(), waitSeconds);
  return { fault: 'tooManyTries', waitSeconds };
}
