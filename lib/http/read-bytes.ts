import { ApiError } from '@/lib/errors';
import { giveBodyUp, MAX_DRAINED_BYTES, openBody } from './body-gate';

interface Limit {
  bytes: number;
  /** What a person is told who sends more. */
  message?: string;
}

const JSON_LIMIT: Limit = { bytes: 64 * 1024 };

/** Without a byte for so long, or slower than this all in all, a body is given up: it holds what has come of it. */
const STALLED_MS = 10_000;
const SLOWEST_BYTES_PER_SECOND = 32 * 1024;

async function nextInTime<T>(next: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new ApiError('invalid_request', { details: { body: 'came too slowly' } }));
    giveBodyUp();
  }, ms);
  try {
    return await Promise.race([next, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  openBody();
  const startedAt = performance.now();
  let size = 0;
  try {
    for (;;) {
      const allowedMs = STALLED_MS + (size / SLOWEST_BYTES_PER_SECOND) * 1000;
      const leftMs = startedAt + allowedMs - performance.now();
      const { value } = await nextInTime(reader.read(), Math.min(STALLED_MS, Math.max(0, leftMs)));
      if (!value) return;
      size += value.byteLength;
      yield value;
    }
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError('invalid_request', { details: { body: 'ended too early' }, cause });
  }
}

/**
 * The request's body; throws `payload_too_large` for one above the limit, which is 64 KB unless another is given. One that is
 * too large is still read to some length: many clients read the answer only after they have sent everything.
 */
export async function readBytes(
  request: Request,
  { bytes: limit, message }: Limit = JSON_LIMIT,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > MAX_DRAINED_BYTES) break;
  }
  if (size > limit) throw new ApiError('payload_too_large', message === undefined ? {} : { message });
  return Buffer.concat(chunks);
}
