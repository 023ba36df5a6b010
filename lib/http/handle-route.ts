import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { API_ERROR_CODES, API_ERRORS, ApiError } from '@/lib/errors';
import { log } from '@/lib/log';
import { TaskError } from '@/lib/tasks/task-error';
import { hostsOf, isAnswered } from './origin';
import { BUILD, BUILD_HEADER } from './page-headers';

/** What every refusal looks like. */
export const errorSchema = z.object({
  error: z.object({
    code: z.enum(API_ERROR_CODES).describe('What went wrong, for programs: it never changes its meaning.'),
    message: z.string().describe('The same in an English sentence. Show texts of your own by the code.'),
    details: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        'Of `invalid_request`: each field at fault and the reason against it. Of `insufficient_credits`: `required` and `balance`, in credits.',
      ),
    requestId: z.uuid().describe('The same as in X-Request-Id. Logs have it too.'),
  }),
});
export type ErrorBody = z.infer<typeof errorSchema>;

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

function refuseOtherHosts({ headers }: Request): void {
  if (isAnswered(headers)) return;
  const host = hostsOf(headers).join(', ').slice(0, 100);
  throw new ApiError('forbidden', {
    message: `Darkroom does not answer as ${host}. If that is its address, set APP_URL to it.`,
  });
}

/**
 * Wraps a route handler: only what is asked of this host reaches it, and whatever it throws becomes the API's error answer, with a request id and the cause in the log.
 * The handler gets the request id too, for what outlives the request.
 */
export function handleRoute<Context>(
  handler: (request: Request, context: Context, requestId: string) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const requestId = randomUUID();
    let response: Response;
    try {
      refuseOtherHosts(request);
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
    response.headers.set(BUILD_HEADER, BUILD);
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    return response;
  };
}
