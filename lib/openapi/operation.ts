import { z } from 'zod';
import type {
  ZodOpenApiMediaTypeObject,
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { API_ERRORS, type ApiErrorCode } from '@/lib/errors';

/** Groups of operations, in the order of the document. */
export const TAGS = [
  { name: 'Generating', description: 'Asking for pictures and following them until they are there.' },
  { name: 'Pictures', description: 'The bytes of pictures, and what can be done with finished ones.' },
  { name: 'Gallery', description: 'All finished pictures of all topics: searching, choosing, taking away.' },
  { name: 'Topics', description: 'Named groups of batches.' },
  { name: 'Account', description: 'Credits.' },
  {
    name: 'Installation',
    description: 'For whoever runs it: health, background work, metrics, this document.',
  },
] as const;

type Tag = (typeof TAGS)[number]['name'];

/** On every answer of the API. */
export const requestIdHeader = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

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
function refusals(codes: ApiErrorCode[]): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(new Set(codes), (code) => API_ERRORS[code].status);
  const answers: ZodOpenApiResponsesObject = {};
  for (const [status, ofStatus] of byStatus)
    answers[`${status}` as `4${string}`] = refusal(ofStatus.toSorted());
  return answers;
}

export interface OperationSpec {
  id: string;
  tag: Tag;
  summary: string;
  description?: string;
  /** Who may call it: a signed-in account, whoever knows the installation's secret, or everybody. */
  auth: 'session' | 'secret' | 'none';
  path?: z.ZodObject;
  query?: z.ZodObject;
  header?: z.ZodObject;
  body?: {
    content: Record<string, ZodOpenApiMediaTypeObject>;
    optional?: boolean;
    description?: string;
  };
  /** What is answered when all is well. */
  answers: ZodOpenApiResponsesObject;
  /** Codes that can't be told from the rest of this description. */
  refuses?: ApiErrorCode[];
}

const SECURITY = { session: [{ session: [] }, { bearer: [] }], secret: [{ secret: [] }], none: [] };

/** Codes that follow from how a route is called. */
function impliedCodes(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', spec: OperationSpec): ApiErrorCode[] {
  const { auth, path, query, body } = spec;
  return [
    'internal',
    ...(auth === 'none' ? [] : (['unauthenticated', 'unavailable'] as const)),
    ...(auth === 'session' && method !== 'GET' ? (['forbidden'] as const) : []),
    ...(auth === 'secret' ? (['not_configured'] as const) : []),
    ...(path ? (['not_found'] as const) : []),
    ...(query || body ? (['invalid_request'] as const) : []),
    ...(body ? (['payload_too_large', 'unsupported_media_type'] as const) : []),
  ];
}

/** One method of one route, with every refusal that it shares with its neighbours. */
export function operation(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  spec: OperationSpec,
): ZodOpenApiOperationObject {
  const { id, tag, summary, description, auth, path, query, header, body, answers, refuses = [] } = spec;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: SECURITY[auth],
    ...((path || query || header) && {
      requestParams: { ...(path && { path }), ...(query && { query }), ...(header && { header }) },
    }),
    ...(body && {
      requestBody: {
        required: !body.optional,
        content: body.content,
        ...(body.description && { description: body.description }),
      },
    }),
    responses: { ...refusals([...impliedCodes(method, spec), ...refuses]), ...answers },
  };
}

/** A request body of JSON with an example of it, which the schema's own type checks. */
export function jsonBody<T extends z.ZodType>(
  schema: T,
  example: z.input<T>,
  options: { optional?: boolean; description?: string } = {},
): NonNullable<OperationSpec['body']> {
  return { content: { 'application/json': { schema, example } }, ...options };
}

/** An answer of JSON with an example of it, which the schema's own type checks. */
export function jsonAnswer<T extends z.ZodType>(
  description: string,
  schema: T,
  example: z.output<T>,
): ZodOpenApiResponseObject {
  return { description, headers: requestIdHeader, content: { 'application/json': { schema, example } } };
}

/** An answer that is its status. */
export function emptyAnswer(description: string): ZodOpenApiResponseObject {
  return { description, headers: requestIdHeader };
}

/** The id in a route's address; one that is malformed is not found, like one that does not exist. */
export function pathParameter(name: 'id' | 'taskId', description: string, example: string): z.ZodObject {
  return z.object({ [name]: z.guid().meta({ description, param: { example } }) });
}
