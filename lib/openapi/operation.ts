import type { z } from 'zod';
import type {
  ZodOpenApiMediaTypeObject,
  ZodOpenApiOperationObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { ApiErrorCode } from '@/lib/error-codes';
import { refusals } from './refusals';
import type { Tag } from './tags';

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
