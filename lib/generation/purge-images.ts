import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

/** Removes the bytes of pictures deleted more than 60 s ago, then records it: repeated after a crash, it does no harm. */
export async function purgeImages(): Promise<void> {
  const client = serviceClient();
  const images = unwrap(await client.rpc('list_purgeable_images', { p_limit: 100 }));
  if (images.length === 0) return;
  const keys = images.flatMap((image) => [image.object_key, image.thumb_key]).filter((key) => key !== null);
  if (keys.length > 0) await supabaseStore(client).remove(keys);
  unwrap(await client.rpc('mark_images_purged', { p_task_ids: images.map((image) => image.task_id) }));
}
