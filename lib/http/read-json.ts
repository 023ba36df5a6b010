import type { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { invalidRequest } from './invalid-request';
import { readBytes } from './read-bytes';

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
