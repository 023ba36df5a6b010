import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { toPicture } from '@/lib/generation/read-pictures';
import { decodeCursor, toPage } from '@/lib/schema/page';
import type { Database } from '@/lib/supabase/database.types';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { taskRowSchema } from '@/lib/tasks/task-row';
import {
  type BulkRequest,
  type GalleryFilter,
  type GalleryIdsResponse,
  type GalleryQuery,
  type GalleryResponse,
  galleryIdsResponseSchema,
} from './schema';

/** The number of a picture is the order of the gallery. */
const rowSchema = taskRowSchema.extend({ number: z.number() });

const countsSchema = z.object({ pictures: z.int(), slots: z.int() });

const cursorSchema = z.tuple([z.int().min(0)]);

/** A page of the caller's finished pictures, in one query; the first one comes with how many there are. A search without any word (punctuation alone) finds nothing. */
export async function listGallery(
  client: SupabaseClient<Database>,
  { cursor, limit, ...filter }: Omit<GalleryQuery, 'limit'> & { limit: number },
): Promise<GalleryResponse> {
  const search = toSearch(filter);
  const after = cursor && { after: decodeCursor(cursor, cursorSchema)[0] };
  const [rows, counts] = await Promise.all([
    client.rpc('list_gallery', { p_filter: { ...search, ...after, limit: limit + 1 } }),
    cursor ? null : client.rpc('count_gallery', { p_filter: search }),
  ]);
  const found = z.array(rowSchema).parse(unwrap(rows));
  const { page, nextCursor } = toPage(found, limit, (last) => [last.number]);
  const tasks = page.map(toPicture);
  if (!counts) return { tasks, nextCursor };
  const { pictures, slots } = countsSchema.parse(unwrap(counts));
  return { tasks, nextCursor, total: pictures, slots };
}

/** All of the caller's finished pictures that a search finds: what "select all" means, loaded or not. */
export async function listGalleryIds(
  client: SupabaseClient<Database>,
  filter: GalleryFilter,
): Promise<GalleryIdsResponse> {
  const ids = unwrap(await client.rpc('list_gallery_ids', { p_filter: toSearch(filter) }));
  return galleryIdsResponseSchema.parse({ ids });
}

/** A query as the database takes it. */
function toSearch({ q, favourite, ...filters }: GalleryFilter & Pick<GalleryQuery, 'sort'>) {
  return {
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
    ...(q && { text: q }),
    ...(favourite && { favourite: favourite === '1' }),
  };
}

/** How many finished pictures the caller has. */
export async function countPictures(client: SupabaseClient<Database>): Promise<number> {
  return countsSchema.parse(unwrap(await client.rpc('count_gallery', { p_filter: {} }))).pictures;
}

/** Does one thing to several of the caller's pictures: to all of them or, with `not_found` or `conflict`, to none. */
export async function changeImages(userId: string, change: BulkRequest): Promise<void> {
  const client = serviceClient();
  const images = { p_user_id: userId, p_ids: change.ids };
  switch (change.action) {
    case 'favourite':
    case 'unfavourite':
      unwrap(await client.rpc('set_favourite', { ...images, p_favourite: change.action === 'favourite' }));
      break;
    case 'move':
      unwrap(await client.rpc('move_images', { ...images, p_topic_id: change.topicId }));
      break;
    case 'delete':
      unwrap(await client.rpc('delete_images', images));
      break;
    case 'restore':
      unwrap(await client.rpc('restore_images', images));
      break;
  }
}
