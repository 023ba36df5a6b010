import { ApiError } from '@/lib/errors';
import { processSemaphore } from '@/lib/fair-semaphore';
import { readBytes } from '@/lib/http/read-bytes';
import { invalidRequest } from '@/lib/http/read-request';
import { MAX_UPLOAD_BYTES, PART_BYTES, partFieldsSchema, TOO_LARGE } from './schema';
import type { Part } from './take-part';

/** Why a file is not taken, in words that go behind "The file". */
export function refusedUpload(reason: string, cause?: unknown): ApiError {
  return new ApiError('invalid_request', {
    message: `The file ${reason}.`,
    details: { file: reason },
    cause,
  });
}

const MB = 1024 * 1024;
/** A body is there up to three times while its form is taken apart. */
const IN_FLIGHT = { units: 120 * MB, perOwner: 40 * MB };
const PATIENCE_MS = 60_000;

/**
 * Does the work with a large body of this user when there is room for it in the process; until then it stays with the client.
 * `work` reads it and must be done with it when it resolves. Throws `rate_limited` after a minute.
 */
export async function withBodyInMemory<T>(
  request: Request,
  { owner, maxBytes }: { owner: string; maxBytes: number },
  work: () => Promise<T>,
): Promise<T> {
  const declared = Number(request.headers.get('content-length')) || maxBytes;
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = AbortSignal.any([request.signal, patience]);
  try {
    return await processSemaphore('bodies', IN_FLIGHT).run(
      { owner, units: Math.min(declared, maxBytes), signal },
      work,
    );
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    if (!patience.aborted) throw new ApiError('invalid_request', { details: { body: 'ended too early' } });
    throw new ApiError('rate_limited', {
      message: 'Too many files at once. Send them again in a moment.',
      retryAfterSeconds: 5,
    });
  }
}

/** For boundaries and headers of the parts. */
const ENVELOPE_BYTES = 64 * 1024;

interface FileLimit {
  bytes: number;
  message: string;
}

async function readForm(request: Request, { bytes, message }: FileLimit): Promise<FormData> {
  const body = await readBytes(request, { bytes: bytes + ENVELOPE_BYTES, message });
  const type = request.headers.get('content-type') ?? '';
  if (type.split(';')[0]?.trim().toLowerCase() !== 'multipart/form-data')
    throw new ApiError('unsupported_media_type', {
      message: 'Send the picture as the field "file" of multipart/form-data.',
    });
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData();
  } catch (cause) {
    throw new ApiError('invalid_request', { details: { body: 'is not valid multipart/form-data' }, cause });
  }
}

async function readFile(form: FormData, { bytes, message }: FileLimit): Promise<Uint8Array> {
  const [file, ...others] = form.getAll('file');
  if (file === undefined) throw refusedUpload('is missing');
  if (others.length > 0) throw refusedUpload('is there more than once: send one picture at a time');
  if (typeof file === 'string') throw refusedUpload('is text: send a file');
  if (file.size > bytes) throw new ApiError('payload_too_large', { message });
  return new Uint8Array(await file.arrayBuffer());
}

function refuseUnknown(form: FormData, known: string[]): void {
  const unknown = [...form.keys()].filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new ApiError('invalid_request', {
      details: Object.fromEntries(unknown.map((name) => [name, 'is not a known field'])),
    });
}

/** The bytes of the only field, `file`. Throws `payload_too_large`, `unsupported_media_type`, `invalid_request`. */
export async function readUpload(request: Request): Promise<Uint8Array> {
  const limit = { bytes: MAX_UPLOAD_BYTES, message: TOO_LARGE };
  const form = await readForm(request, limit);
  refuseUnknown(form, ['file']);
  return readFile(form, limit);
}

/** A part of a file, in the field `file`, and which one it is. Throws the same. */
export async function readPart(request: Request): Promise<Part> {
  const limit = {
    bytes: PART_BYTES,
    message: `The part is too large. Send at most ${PART_BYTES} bytes at a time.`,
  };
  const form = await readForm(request, limit);
  refuseUnknown(form, ['file', 'id', 'part', 'parts']);
  const bytes = await readFile(form, limit);
  const { file: _, ...named } = Object.fromEntries(form);
  const fields = partFieldsSchema.safeParse(named);
  if (!fields.success) throw invalidRequest(fields.error);
  return { ...fields.data, bytes };
}
