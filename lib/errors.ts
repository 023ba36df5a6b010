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

/** The one registry of API errors: code → HTTP status and the English sentence (the page translates by code). */
export const API_ERRORS = {
  invalid_request: {
    status: 400,
    message: 'The request is not valid. See details for the fields to correct.',
  },
  unauthenticated: { status: 401, message: 'Sign in, or send a valid access token.' },
  insufficient_credits: { status: 402, message: 'You do not have enough credits for this.' },
  forbidden: { status: 403, message: 'This request must come from the same site.' },
  not_found: { status: 404, message: 'There is no such thing, or it is not yours.' },
  conflict: { status: 409, message: 'The current state does not allow this.' },
  payload_too_large: { status: 413, message: 'The request body is too large. Send at most 64 KB of JSON.' },
  unsupported_media_type: { status: 415, message: 'Send the body as application/json.' },
  rate_limited: { status: 429, message: 'Too many generations in a minute. Wait a moment and try again.' },
  not_configured: { status: 503, message: 'This is not configured on this installation.' },
  unavailable: {
    status: 503,
    message: 'A service that this needs cannot be reached. Try again in a moment.',
  },
  internal: { status: 500, message: 'Something went wrong on our side. Try again.' },
} as const satisfies Record<ApiErrorCode, { status: number; message: string }>;

interface ApiErrorOptions {
  message?: string;
  details?: Record<string, unknown> | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

/** Thrown anywhere below a route; the route answers with its code, status, details and Retry-After. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly details: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ApiErrorCode, options: ApiErrorOptions = {}) {
    super(options.message ?? API_ERRORS[code].message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds ?? (code === 'unavailable' ? 5 : undefined);
  }
}

/** For pages: what was asked for, or 'unavailable' while a service that it needs can't be reached. */
export async function orUnavailable<T>(asked: Promise<T>): Promise<T | 'unavailable'> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unavailable') return 'unavailable';
    throw error;
  }
}
