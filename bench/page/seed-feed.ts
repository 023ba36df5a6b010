import { createClient } from '@supabase/supabase-js';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import type { Database } from '@/lib/supabase/database.types';
import type { Account } from '@/tests/support/app';
import type { AppOnPostgres } from '@/tests/support/app-on-postgres';
import { seedPictures } from '@/tests/support/seed-pictures';
import type { Sample } from './sample-pictures';

const PER_BATCH = 4;

/** A topic of this account with so many finished batches of four, whose pictures are really stored. Returns its id. */
export async function seedFeed(
  app: AppOnPostgres,
  { id: userId }: Account,
  batches: number,
  samples: readonly Sample[],
): Promise<string> {
  const store = supabaseStore(
    createClient<Database>(app.supabaseUrl, app.secretKey, { auth: { persistSession: false } }),
  );
  const ids = await seedPictures(app.database, userId, batches * PER_BATCH, {
    topics: [{ title: 'Herons', batches }],
  });
  const rows = await app.database<{ id: string; width: number; height: number }[]>`
    select task_id as id, width, height from public.generated_images where task_id = any(${ids})`;
  for (const [index, { id, width, height }] of rows.entries()) {
    const fitting = samples.filter((sample) => sample.width === width && sample.height === height);
    const sample = fitting[index % fitting.length];
    if (!sample) throw new Error(`No sample is ${width} × ${height}.`);
    const keys = objectKeys(userId, id);
    await store.writeOnce(keys.original, sample.original, 'image/png');
    await store.writeOnce(keys.preview, sample.preview, 'image/webp');
    await store.writeOnce(keys.thumb, sample.thumb, 'image/webp');
    await app.database`
      update public.generated_images set placeholder = ${sample.placeholder} where task_id = ${id}`;
  }
  const [topic] = await app.database<
    { id: string }[]
  >`select id from public.topics where user_id = ${userId}`;
  return topic?.id ?? '';
}
