import { TaskError, type TaskErrorOptions } from '@/lib/tasks/task-error';

/** Why a provider gave no result. Each kind of work that asks one has its own sentences for them. */
export type ProviderErrorCode =
  | 'safety_blocked'
  | 'no_image'
  | 'invalid_request'
  | 'provider_auth'
  | 'provider_quota'
  | 'provider_unavailable'
  | 'provider_timeout';

/** An error of a provider, with its retry class: whether another attempt may succeed is known here and nowhere later. */
export function providerError(
  code: ProviderErrorCode,
  message: string,
  options: TaskErrorOptions,
): TaskError {
  return new TaskError(code, message, options);
}
