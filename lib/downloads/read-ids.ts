import { ApiError } from '@/lib/errors';
import { invalidRequest } from '@/lib/http/invalid-request';
import { readBytes } from '@/lib/http/read-bytes';
import { readJson } from '@/lib/http/read-json';
import { downloadFormSchema, downloadRequestSchema } from './schema';

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** The ids in a posted form, or in JSON. */
export async function readIds(request: Request): Promise<string[]> {
  const type = request.headers.get('content-type') ?? '';
  if (!FORMS.includes(type.split(';')[0]?.trim().toLowerCase() ?? ''))
    return (await readJson(request, downloadRequestSchema)).ids;
  const body = await readBytes(request);
  const form = await new Response(body, { headers: { 'Content-Type': type } })
    .formData()
    .catch((cause: unknown) => {
      throw new ApiError('invalid_request', { details: { body: 'is not a form' }, cause });
    });
  const parsed = downloadFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data.ids;
}
