import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { ApiErrorCode } from '@/lib/error-codes';
import { API_ERRORS } from '@/lib/errors';
import { requestIdHeader } from './request-id-header';

const RETRY_AFTER: readonly ApiErrorCode[] = ['rate_limited', 'unavailable'];

/** What an error looks like, in this answer with one of these codes. */
const errorOf = (codes: ApiErrorCode[]) => ({
  allOf: [
    { $ref: '#/components/schemas/Error' },
    {
      type: 'object' as const,
      properties: { error: { type: 'object' as const, properties: { code: { enum: codes } } } },
    },
  ],
});

function example(code: ApiErrorCode) {
  const { message } = API_ERRORS[code];
  return { value: { error: { code, message, requestId: '3f2b8c1e-6a4d-4c55-9a0e-2f7d1b9c8e04' } } };
}

const registered = new Map<string, ZodOpenApiResponseObject>();

const nameOf = (codes: ApiErrorCode[]) =>
  codes
    .map((code) => code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    .join('Or');

/** One answer with one of these codes of one status; routes that refuse alike refer to the same one. */
function refusal(codes: ApiErrorCode[]): ZodOpenApiResponseObject {
  const id = nameOf(codes);
  const answer = registered.get(id) ?? {
    id,
    description: codes.map((code) => `\`${code}\`: ${API_ERRORS[code].message}`).join(' '),
    headers: {
      ...requestIdHeader,
      ...(codes.some((code) => RETRY_AFTER.includes(code)) && {
        'Retry-After': { $ref: '#/components/headers/RetryAfter' },
      }),
    },
    content: {
      'application/json': {
        schema: errorOf(codes),
        examples: Object.fromEntries(codes.map((code) => [code, example(code)])),
      },
    },
  };
  registered.set(id, answer);
  return answer;
}

/** The refusals of a route by their codes, as answers by their statuses. */
export function refusals(codes: ApiErrorCode[]): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(new Set(codes), (code) => API_ERRORS[code].status);
  const answers: ZodOpenApiResponsesObject = {};
  for (const [status, ofStatus] of byStatus)
    answers[`${status}` as `4${string}`] = refusal(ofStatus.toSorted());
  return answers;
}
