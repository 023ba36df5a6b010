import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { readPictures } from '@/lib/generation/read-pictures';
import type { PictureTask } from '@/lib/generation/schema';
import { readBytes } from '@/lib/http/read-bytes';
import { invalidRequest, readJson } from '@/lib/http/read-request';
import { idSchema } from '@/lib/schema/fields';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';

const MAX_DOWNLOAD = 500;

const idsSchema = z
  .array(idSchema)
  .min(1, 'is empty')
  .max(MAX_DOWNLOAD, `has more than ${MAX_DOWNLOAD} ids`)
  .transform((ids) => [...new Set(ids)]);

/** The body of POST /api/images/download. */
export const downloadRequestSchema = z.strictObject({ ids: idsSchema });

const commaSeparated = z
  .string()
  .transform((text) => (text === '' ? [] : text.split(',')))
  .pipe(idsSchema)
  .meta({ type: 'string' });

/** The query of GET /api/images/download. */
export const downloadQuerySchema = z.object({ ids: commaSeparated });

/** The fields of a form that is posted to /api/images/download. */
export const downloadFormSchema = z.strictObject({ ids: commaSeparated });

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

interface Selection {
  /** In the order of the ids. */
  tasks: PictureTask[];
  /** What they have in common: their prompt, or the title of their topic. */
  title: string;
}

async function commonTitle(client: SupabaseClient<Database>, tasks: PictureTask[]): Promise<string> {
  const [first] = tasks;
  if (first && tasks.every(({ prompt }) => prompt === first.prompt)) return first.prompt;
  if (!first?.topicId || tasks.some(({ topicId }) => topicId !== first.topicId)) return '';
  const topic = unwrap(await client.from('topics').select('title').eq('id', first.topicId).maybeSingle());
  return topic?.title ?? '';
}

/** The caller's tasks of these ids. Throws `not_found` if one of them is not theirs, without saying which. */
export async function readSelection(client: SupabaseClient<Database>, ids: string[]): Promise<Selection> {
  const found = new Map((await readPictures(client, ids)).map((task) => [task.taskId, task]));
  const tasks = ids.flatMap((id) => found.get(id) ?? []);
  if (tasks.length < ids.length) throw new ApiError('not_found');
  return { tasks, title: await commonTitle(client, tasks) };
}
