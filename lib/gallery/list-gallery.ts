import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { taskRowSchema, toTask } from '@/lib/generation/task-row';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import type { GalleryQuery, GalleryResponse } from './schema';

const cursorSchema = z.tuple([z.int().min(0)]);

/** A page of the caller's finished pictures, in one query. A search without any word (punctuation alone) finds nothing. */
export async function listGallery(
  client: SupabaseClient<Database>,
  { q, favourite, cursor, limit, ...filters }: Omit<GalleryQuery, 'limit'> & { limit: number },
): Promise<GalleryResponse> {
  const rows = unwrap(
    await client.rpc('list_gallery', {
      p_filter: {
        ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
        ...(q && { text: q }),
        ...(favourite && { favourite: favourite === '1' }),
        ...(cursor && { after: decodeCursor(cursor, cursorSchema)[0] }),
        limit: limit + 1,
      },
    }),
  );
  const found = z.array(taskRowSchema).parse(rows);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { tasks: page.map(toTask), nextCursor: last ? encodeCursor([last.number]) : null };
}
