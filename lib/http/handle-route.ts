import { API_ERRORS, ApiError } from '@/lib/errors';
import { log } from '@/lib/log';
import { TaskError } from '@/lib/tasks/task-error';
import type { ErrorBody } from './error-schema';

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TaskError && error.code === 'storage_failed')
    return new ApiError('unavailable', { cause: error });
  return new ApiError('internal', { cause: error });
}

function errorResponse(error: ApiError, requestId: string): Response {
  const { code, message, details, retryAfterSeconds } = error;
  const body: ErrorBody = { error: { code, message, ...(details && { details }), requestId } };
  return Response.json(body, {
    status: API_ERRORS[code].status,
    headers:
      retryAfterSeconds === undefined
        ? {}
        : { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
  });
}

/**
 * Wraps a route handler: whatever it throws becomes the API's error answer, with a request id and the cause in the log.
 * The handler gets the request id too, for what outlives the request.
 */
export function handleRoute<Context>(
  handler: (request: Request, context: Context, requestId: string) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const requestId = crypto.randomUUID();
    let response: Response;
    try {
      response = await handler(request, context, requestId);
    } catch (thrown) {
      const error = toApiError(thrown);
      if (API_ERRORS[error.code].status >= 500 && error.code !== 'not_configured') {
        log.error({
          event: 'request_failed',
          requestId,
          code: error.code,
          path: new URL(request.url).pathname,
          err: error.cause,
        });
      }
      response = errorResponse(error, requestId);
    }
    response.headers.set('X-Request-Id', requestId);
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    return response;
  };
}
