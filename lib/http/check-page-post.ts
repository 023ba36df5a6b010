import { isSameOrigin } from '@/lib/auth/same-origin';
import { ApiError } from '@/lib/errors';
import { readBytes } from './read-bytes';

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

/**
 * Whether what is posted to a page is a server action that Next can read, from our own pages. Next itself answers 500 to
 * another origin, to a form or arguments that it can't parse, and to a body that is too large.
 */
export async function checkPagePost(request: Request): Promise<void> {
  if (!isSameOrigin(request)) throw new ApiError('forbidden');
  const type = request.headers.get('content-type') ?? '';
  const form = type.toLowerCase().startsWith('multipart/form-data');
  if (!form && !request.headers.has('next-action'))
    throw new ApiError('unsupported_media_type', { message: 'Send a form of this page.' });
  const body = await readBytes(request);
  const readable = form
    ? await new Response(body, { headers: { 'Content-Type': type } }).formData().then(
        () => true,
        () => false,
      )
    : isList(new TextDecoder().decode(body));
  if (!readable) throw new ApiError('invalid_request', { details: { body: 'is not a form of this page' } });
}
