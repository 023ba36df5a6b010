import { type AuthError, isAuthRetryableFetchError } from '@supabase/supabase-js';

/** What can go wrong with an account, each a key of the `auth` messages. */
export type AuthFault =
  | 'invalidEmail'
  | 'passwordMissing'
  | 'passwordShort'
  | 'passwordLong'
  | 'wrongPassword'
  | 'accountExists'
  | 'weakPassword'
  | 'emailNotConfirmed'
  | 'tooManyTries'
  | 'signUpClosed'
  | 'linkExpired'
  | 'guestUnavailable'
  | 'unreachable'
  | 'unexpected';

const BY_CODE: Record<string, AuthFault> = {
  invalid_credentials: 'wrongPassword',
  user_already_exists: 'accountExists',
  email_exists: 'accountExists',
  weak_password: 'weakPassword',
  email_not_confirmed: 'emailNotConfirmed',
  email_address_invalid: 'invalidEmail',
  email_address_not_authorized: 'invalidEmail',
  over_request_rate_limit: 'tooManyTries',
  over_email_send_rate_limit: 'tooManyTries',
  signup_disabled: 'signUpClosed',
  email_provider_disabled: 'signUpClosed',
  otp_expired: 'linkExpired',
  flow_state_expired: 'linkExpired',
  flow_state_not_found: 'linkExpired',
  bad_code_verifier: 'linkExpired',
};

/** Names the fault by the auth service's code, never by its text. */
export function authFault(error: AuthError): AuthFault {
  if (isAuthRetryableFetchError(error)) return 'unreachable';
  const named = error.code && BY_CODE[error.code];
  if (named) return named;
  if (error.status === 429) return 'tooManyTries';
  return error.status && error.status >= 502 ? 'unreachable' : 'unexpected';
}
