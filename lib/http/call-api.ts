import { API_ERROR_CODES, type ApiErrorCode } from '@/lib/errors';
import type { ErrorBody } from './handle-route';
import { ACCOUNT_HEADER } from './page-headers';

/**
 * Why a call of our own API did not work. `network`: no answer came, so the call may or may not have been heard.
 * `other_account`: this browser is signed in as somebody else than the page is for.
 */
type CallCode = ApiErrorCode | 'network' | 'other_account';

interface CallErrorOptions {
  status?: number | undefined;
  details?: Record<string, unknown> | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

/** A call of our own API that did not work. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: CallCode;
  readonly status: number | undefined;
  readonly details: Record<string, unknown>;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: CallCode, options: CallErrorOptions = {}) {
    super(`The call failed: ${code}`, { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.details = options.details ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

interface CallOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  json?: unknown;
  /** Sent as multipart/form-data, with the time that files take. */
  form?: FormData;
  /** Refused with `unauthenticated` when another account has signed in meanwhile, in another tab. */
  account?: string;
}

/** Our routes answer in milliseconds; after this long the connection is taken for dead. */
const TIMEOUT_MS = 20_000;
/** 4 MB over a slow phone. */
const FORM_TIMEOUT_MS = 120_000;

/**
 * Calls our own API from the browser; rejects with {@link CallError} and nothing else. The answer is taken by its word: it comes
 * from our own origin, where tests hold every route against its schema, and a parser for it would weigh 34 kB in every page.
 */
export async function callApi<T>(path: string, options: CallOptions = {}): Promise<T> {
  const { response, text } = await exchange(path, options);
  const body = parseJson(text);
  if (!response.ok) throw refusal(response, body);
  if (body === undefined && response.status !== 204)
    throw new CallError('internal', { status: response.status });
  return body as T;
}

async function exchange(path: string, { method = 'GET', json, form, account }: CallOptions) {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(form ? FORM_TIMEOUT_MS : TIMEOUT_MS),
      ...(form && { body: form }),
      ...(json !== undefined && { body: JSON.stringify(json) }),
      headers: {
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(account !== undefined && { [ACCOUNT_HEADER]: account }),
      },
    });
    return { response, text: await response.text() };
  } catch (cause) {
    throw new CallError('network', { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(response: Response, body: unknown): CallError {
  const error = (body as Partial<ErrorBody> | undefined | null)?.error;
  const known = error && API_ERROR_CODES.includes(error.code);
  const foreign = known && error.details?.signedInAs !== undefined;
  const seconds = Number(response.headers.get('retry-after'));
  const code = foreign ? 'other_account' : known ? error.code : codeOfStatus(response.status);
  return new CallError(code, {
    status: response.status,
    details: known ? error.details : undefined,
    retryAfterSeconds: seconds > 0 ? seconds : undefined,
  });
}

/** For an answer that is not ours: a proxy in between answers with a page of its own. */
function codeOfStatus(status: number): ApiErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 413) return 'payload_too_large';
  if (status === 429) return 'rate_limited';
  return [502, 503, 504].includes(status) ? 'unavailable' : 'internal';
}
