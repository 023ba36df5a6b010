import { ApiError } from '@google/genai';
import { providerError } from '@/lib/providers/provider-error';
import { TaskError } from '@/lib/tasks/task-error';
import { dayOf, dayStart, shiftDay } from '@/lib/time/days';
import { parseGeminiFailure } from './parse-gemini-failure';

const PACIFIC = 'America/Los_Angeles';

/** When Gemini's daily quotas start anew: the next midnight in Pacific time, standard or daylight. */
export function nextPacificMidnight(now: Date): Date {
  return dayStart(shiftDay(dayOf(now.getTime(), PACIFIC), 1), PACIFIC);
}

/** `reason`s of google.rpc.ErrorInfo that say what the key, its project or its plan lacks, whatever the status. */
const OPERATORS =
  /^(API_KEY|ACCESS_TOKEN|CREDENTIALS|BILLING|CONSUMER|USER_PROJECT|LOCATION)_|^SERVICE_DISABLED$/;

/** What only whoever runs the installation can mend: the key, its billing, its region. No wait and no other words help. */
function operatorsError(message: string, cause: ApiError): TaskError {
  return providerError('provider_auth', message, { retryable: false, cause });
}

/** Whether it is not the key that is missing, but the billing or the place of its project. */
export function lacksPlan({ code, cause }: TaskError): boolean {
  if (code !== 'provider_auth' || !(cause instanceof ApiError)) return false;
  const { status, reasons, hasNoQuota } = parseGeminiFailure(cause.message);
  return (
    hasNoQuota ||
    cause.status === 402 ||
    status === 'FAILED_PRECONDITION' ||
    reasons.some((reason) => /^(BILLING|LOCATION)_/.test(reason))
  );
}

function quotaError(error: ApiError, now: Date): TaskError {
  const { quotaIds, hasNoQuota, retryDelaySeconds } = parseGeminiFailure(error.message);
  if (hasNoQuota) {
    return operatorsError(
      "The key's project has no quota for this model: it needs a plan with billing.",
      error,
    );
  }
  if (!quotaIds.some((id) => /per_?day/i.test(id))) {
    return providerError('provider_quota', 'The image service is taking no more requests for a moment.', {
      retryable: true,
      retryAfterSeconds: retryDelaySeconds,
      cause: error,
    });
  }
  const delayed = now.getTime() + (retryDelaySeconds ?? 0) * 1000;
  return providerError('provider_quota', "The image service's quota for today is used up.", {
    retryable: false,
    availableAt: new Date(Math.max(delayed, nextPacificMidnight(now).getTime())),
    cause: error,
  });
}

function statusError(error: ApiError, now: Date): TaskError {
  const { status } = error;
  if (status === 429) return quotaError(error, now);
  const failure = parseGeminiFailure(error.message);
  if (status === 400 && failure.status === 'FAILED_PRECONDITION') {
    return operatorsError(
      "The image service does not serve the key's project from this place, or not without billing.",
      error,
    );
  }
  const isOperators = status < 500 && failure.reasons.some((reason) => OPERATORS.test(reason));
  if ([401, 402, 403].includes(status) || isOperators) {
    return operatorsError('The image service refused our key.', error);
  }
  if (status === 408 || status === 504) {
    return providerError('provider_timeout', 'The image service took too long.', {
      retryable: true,
      cause: error,
    });
  }
  // 499 is google.rpc CANCELLED: the service gave up, not we.
  if (status >= 500 || status === 499) {
    return providerError('provider_unavailable', 'The image service is not working right now.', {
      retryable: true,
      retryAfterSeconds: failure.retryDelaySeconds,
      cause: error,
    });
  }
  const message =
    status === 404 ? 'The image service has no such model.' : 'The image service refused the request.';
  return providerError('invalid_request', message, { retryable: false, cause: error });
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
    return providerError('provider_timeout', 'The image service took too long.', {
      retryable: true,
      cause: error,
    });
  }
  if (isBrokenAnswer(error)) {
    return providerError(
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
