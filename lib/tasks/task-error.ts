/** Why an attempt failed. The codes are the contract's; the page translates by code. */
export type TaskErrorCode =
  | 'safety_blocked'
  | 'no_image'
  | 'invalid_request'
  | 'provider_auth'
  | 'provider_quota'
  | 'provider_unavailable'
  | 'provider_timeout'
  | 'invalid_image'
  | 'storage_failed'
  | 'lease_expired'
  | 'upstream_failed'
  | 'internal';

interface TaskErrorOptions {
  /** Whether another attempt may succeed; `once`: after the first failure of this code, whatever failed before. */
  retryable: boolean | 'once';
  /** Not before this long from now (a provider's own delay). */
  retryAfterSeconds?: number | undefined;
  /** When a person may usefully try again, for an error that is final now (a quota per day). */
  availableAt?: Date | undefined;
  cause?: unknown;
}

export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly code: TaskErrorCode;
  readonly retryable: boolean | 'once';
  readonly retryAfterSeconds: number | undefined;
  readonly availableAt: Date | undefined;

  constructor(code: TaskErrorCode, message: string, options: TaskErrorOptions) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.availableAt = options.availableAt;
  }
}
