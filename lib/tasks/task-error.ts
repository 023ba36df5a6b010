/**
 * The codes with which the lifecycle itself ends an attempt or a task, and their English sentences. `provider_timeout` is the API's name
 * for an attempt that took longer than its kind allows. All other codes belong to kinds.
 */
export const LIFECYCLE_ERRORS = {
  provider_timeout: 'It took too long. Try again.',
  lease_expired: 'The work was interrupted too often. Try again.',
  upstream_failed: 'What it was to be made from could not be made, so it was not begun.',
  internal: 'Something went wrong on our side. Try again.',
} as const;

export interface TaskErrorOptions {
  /** Whether another attempt may succeed; `once`: after the first failure of this code, whatever failed before. */
  retryable: boolean | 'once';
  /** Not before this long from now (a provider's own delay). */
  retryAfterSeconds?: number | undefined;
  /** When a person may usefully try again, for an error that is final now (a quota per day). */
  availableAt?: Date | undefined;
  cause?: unknown;
}

/**
 * Why an attempt failed. `code` is one of the lifecycle's or of the task's kind; whether it is worth another attempt is known only
 * where it is thrown: a quota per minute and one per day have one code.
 */
export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly code: string;
  readonly retryable: boolean | 'once';
  readonly retryAfterSeconds: number | undefined;
  readonly availableAt: Date | undefined;

  constructor(code: string, message: string, options: TaskErrorOptions) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.availableAt = options.availableAt;
  }
}
