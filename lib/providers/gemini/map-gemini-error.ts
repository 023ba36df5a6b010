import { ApiError } from '@google/genai';
import { TaskError } from '@/lib/tasks/task-error';
import { nextPacificMidnight } from './next-pacific-midnight';
import { parseGeminiFailure } from './parse-gemini-failure';

const KEY_REASONS = new Set([
  'API_KEY_INVALID',
  'API_KEY_EXPIRED',
  'API_KEY_SERVICE_BLOCKED',
  'API_KEY_HTTP_REFERRER_BLOCKED',
]);

function quotaError(error: ApiError, now: Date): TaskError {
  const { quotaIds, retryDelaySeconds } = parseGeminiFailure(error.message);
  if (!quotaIds.some((id) => /per_?day/i.test(id))) {
    return new TaskError('provider_quota', 'The image service is taking no more requests for a moment.', {
      retryable: true,
      retryAfterSeconds: retryDelaySeconds,
      cause: error,
    });
  }
  const delayed = now.getTime() + (retryDelaySeconds ?? 0) * 1000;
  return new TaskError('provider_quota', "The image service's quota for today is used up.", {
    retryable: false,
    availableAt: new Date(Math.max(delayed, nextPacificMidnight(now).getTime())),
    cause: error,
  });
}

function statusError(error: ApiError, now: Date): TaskError {
  const { status } = error;
  if (status === 429) return quotaError(error, now);
  const failure = parseGeminiFailure(error.message);
  if (status === 401 || status === 403 || failure.reasons.some((reason) => KEY_REASONS.has(reason))) {
    return new TaskError('provider_auth', 'The image service refused our key.', {
      retryable: false,
      cause: error,
    });
  }
  if (status === 408 || status === 504) {
    return new TaskError('provider_timeout', 'The image service took too long.', {
      retryable: true,
      cause: error,
    });
  }
  // 499 is google.rpc CANCELLED: the service gave up, not we.
  if (status >= 500 || status === 499) {
    return new TaskError('provider_unavailable', 'The image service is not working right now.', {
      retryable: true,
      retryAfterSeconds: failure.retryDelaySeconds,
      cause: error,
    });
  }
  const message =
    status === 404 ? 'The image service has no such model.' : 'The image service refused the request.';
  return new TaskError('invalid_request', message, { retryable: false, cause: error });
}

/** An answer that is no answer (the connection broke, or it was no JSON) leaves fetch as one of these. */
function isBrokenAnswer(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/**
 * Anything that the SDK throws → TaskError, by status and google.rpc codes, never by the text of a message. The
 * caller's own abort is not an error of the provider: rethrow `signal.reason` before asking here.
 */
export function mapGeminiError(error: unknown, now = new Date()): TaskError {
  if (error instanceof TaskError) return error;
  if (error instanceof ApiError) return statusError(error, now);
  if (isTimeout(error)) {
    return new TaskError('provider_timeout', 'The image service took too long.', {
      retryable: true,
      cause: error,
    });
  }
  if (isBrokenAnswer(error)) {
    return new TaskError(
      'provider_unavailable',
      'The image service could not be reached, or its answer broke off.',
      {
        retryable: true,
        cause: error,
      },
    );
  }
  return new TaskError('internal', 'Something unexpected happened while the picture was made.', {
    retryable: true,
    cause: error,
  });
}
