import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { idSchema } from '@/lib/schema/fields';
import { readBytes } from './read-bytes';

/** What zod found, as the API says it: details map each field to the first reason against it. */
export function invalidRequest(error: z.ZodError): ApiError {
  // Without a prototype: a field may be called `constructor`.
  const details: Record<string, string> = Object.create(null);
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) details[[...issue.path, key].join('.')] ??= 'is not a known field';
    } else {
      details[issue.path.join('.') || 'body'] ??= issue.message;
    }
  }
  return new ApiError('invalid_request', { details });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ApiError('invalid_request', { details: { body: 'is not valid JSON' }, cause });
  }
}

/** The request's JSON body (at most 64 KB) by its schema; an absent body counts as `{}` where `optional`. */
export async function readJson<T extends z.ZodType>(
  request: Request,
  schema: T,
  { optional = false } = {},
): Promise<z.output<T>> {
  const bytes = await readBytes(request);
  const absent = optional && bytes.length === 0;
  const contentType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (!absent && contentType !== 'application/json') throw new ApiError('unsupported_media_type');
  const parsed = schema.safeParse(absent ? {} : parseJson(bytes));
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}

/** Of routes whose address says everything. */
export const emptyBodySchema = z.strictObject({});

/** The query parameters by their schema; unknown ones are ignored. */
export function readQuery<T extends z.ZodType>(request: Request, schema: T): z.output<T> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}

/** An id from a path; a malformed one is a thing that does not exist. */
export function pathId(value: string): string {
  const parsed = idSchema.safeParse(value);
  if (!parsed.success) throw new ApiError('not_found');
  return parsed.data;
}
