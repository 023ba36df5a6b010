import { ApiError } from '@/lib/errors';

interface Limit {
  bytes: number;
  /** What a person is told who sends more. */
  message?: string;
}

const JSON_LIMIT: Limit = { bytes: 64 * 1024 };

/** A body that is too large is still read so far: a connection left in the middle of one is lost for the next request. */
const MAX_DRAINED_BYTES = 32 * 1024 * 1024;

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of request.body ?? []) yield chunk;
  } catch (cause) {
    throw new ApiError('invalid_request', { details: { body: 'ended too early' }, cause });
  }
}

/** The request's body; throws `payload_too_large` for one above the limit, which is 64 KB unless another is given. */
export async function readBytes(
  request: Request,
  { bytes: limit, message }: Limit = JSON_LIMIT,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    if (size > MAX_DRAINED_BYTES) break;
  }
  if (size > limit) throw new ApiError('payload_too_large', message === undefined ? {} : { message });
  return Buffer.concat(chunks);
}
