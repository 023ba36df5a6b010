import { z } from 'zod';
import { API_ERROR_CODES, API_ERRORS } from '@/lib/errors';
import type { BadRequest } from './bad-request';
import type { Answer } from './send';

const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum(API_ERROR_CODES),
    message: z.string().regex(/\.$/),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  }),
});

/** What no answer may hold: places in code, and what databases say. */
const INSIDES = /\n\s+at |node_modules|\.next\/|violates|syntax error|PGRST|SQLSTATE|ECONN/;

/** What Next refuses before any code of ours. */
const NEVER_OURS = ['PROPFIND', 'LINK', 'PURGE', 'SEARCH', 'M-SEARCH', 'TRACE'];

/** Node takes 16 kB of headers, the target among them, and answers before any code of ours. */
const MANY_HEADERS = 15_000;

/** What is wrong with the answer to a bad request; undefined when it is right. */
export function findFault(request: BadRequest, { status, headers, text }: Answer): string | undefined {
  if (status >= 500) return `is ${status}`;
  if (status === 431 && JSON.stringify([request.path, request.headers]).length > MANY_HEADERS)
    return undefined;
  if (!request.statuses.includes(status)) return `is ${status}, not ${request.statuses.join(' or ')}`;
  // Next moves doubled and trailing slashes away before it looks at headers.
  if (status !== 308 && headers['x-content-type-options'] !== 'nosniff') return 'has not the usual headers';
  if (!/^\/api(?![\w-])/.test(request.path) || status < 400 || status === 416) return undefined;
  if (INSIDES.test(text)) return 'tells of its insides';
  if (NEVER_OURS.includes(request.method) && !request.path.includes('%')) return undefined;
  const parsed = errorSchema.safeParse(JSON.parse(text || 'null'));
  if (!parsed.success) return `is no error of the API: ${text.slice(0, 200)}`;
  const { code, requestId } = parsed.data.error;
  if (requestId !== headers['x-request-id']) return 'has another request id in its header';
  const expected = status === 405 ? 'invalid_request' : undefined;
  if (code !== expected && API_ERRORS[code].status !== status) return `has the code ${code} with ${status}`;
  if (status === 405 && !headers.allow) return 'does not say what is allowed';
  return undefined;
}
