import type postgres from 'postgres';

/** Removes the bytes that are due to be removed, as the sweep does; the ids of their tasks. */
export async function purgePictures(sql: postgres.ISql): Promise<string[]> {
  const due = await sql`select task_id, user_id from public.list_due_purges(100)`;
  const ids = due.map(({ task_id }) => String(task_id));
  const folders = due.map(({ user_id, task_id }) => `${user_id}/${task_id}/`);
  await sql`delete from storage.objects using unnest(${folders}::text[]) as folder where starts_with(name, folder)`;
  await sql`select public.mark_purged(${ids}::uuid[])`;
  return ids.sort();
}
