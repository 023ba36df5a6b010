/** What a route can refuse with; the page has a sentence for each in both languages. */
export const API_ERROR_CODES = [
  'invalid_request',
  'unauthenticated',
  'insufficient_credits',
  'forbidden',
  'not_found',
  'conflict',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'not_configured',
  'unavailable',
  'internal',
] as const;

export type ApiErrorCode = (typeof API_ERROR_CODES)[number];
