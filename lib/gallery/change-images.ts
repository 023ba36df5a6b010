import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import type { BulkRequest } from './schema';

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
