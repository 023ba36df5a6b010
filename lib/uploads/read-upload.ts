import { ApiError } from '@/lib/errors';
import { readBytes } from '@/lib/http/read-bytes';
import { refusedUpload } from './refused-upload';
import { MAX_UPLOAD_MB } from './schema';

const MAX_BYTES = MAX_UPLOAD_MB * 1024 * 1024;
const TOO_LARGE = `The file is too large. Send at most ${MAX_UPLOAD_MB} MB.`;

/** For boundaries and headers of the parts. */
const ENVELOPE_BYTES = 64 * 1024;

async function readForm(request: Request): Promise<FormData> {
  const body = await readBytes(request, { bytes: MAX_BYTES + ENVELOPE_BYTES, message: TOO_LARGE });
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

/** The bytes of the only field, `file`. Throws `payload_too_large`, `unsupported_media_type`, `invalid_request`. */
export async function readUpload(request: Request): Promise<Uint8Array> {
  const form = await readForm(request);
  const unknown = [...form.keys()].filter((name) => name !== 'file');
  if (unknown.length > 0)
    throw new ApiError('invalid_request', {
      details: Object.fromEntries(unknown.map((name) => [name, 'is not a known field'])),
    });
  const [file, ...others] = form.getAll('file');
  if (file === undefined) throw refusedUpload('is missing');
  if (others.length > 0) throw refusedUpload('is there more than once: send one picture at a time');
  if (typeof file === 'string') throw refusedUpload('is text: send a file');
  if (file.size > MAX_BYTES) throw new ApiError('payload_too_large', { message: TOO_LARGE });
  return new Uint8Array(await file.arrayBuffer());
}
