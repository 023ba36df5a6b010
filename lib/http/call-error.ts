import type { ApiErrorCode } from '@/lib/error-codes';

interface CallErrorOptions {
  status?: number | undefined;
  details?: Record<string, unknown> | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

/** Why a call of our own API did not work: `network` means that no answer came, so the call may or may not have been heard. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ApiErrorCode | 'network';
  readonly status: number | undefined;
  readonly details: Record<string, unknown>;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ApiErrorCode | 'network', options: CallErrorOptions = {}) {
    super(`The call failed: ${code}`, { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.details = options.details ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
