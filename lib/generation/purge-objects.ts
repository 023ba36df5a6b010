import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

/** Removes stored bytes that nothing refers to any more, then records it: repeated after a crash, it does no harm. */
export async function purgeObjects(): Promise<void> {
  const client = serviceClient();
  const due = unwrap(await client.rpc('list_due_purges', { p_limit: 100 }));
  if (due.length === 0) return;
  await supabaseStore(client).remove(
    due.flatMap(({ user_id, task_id }) => Object.values(objectKeys(user_id, task_id))),
  );
  unwrap(await client.rpc('mark_purged', { p_task_ids: due.map(({ task_id }) => task_id) }));
}
