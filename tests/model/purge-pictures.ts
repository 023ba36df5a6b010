import type postgres from 'postgres';

/** Removes the bytes that are due to be removed, as any process does; the ids of their tasks. */
export async function purgePictures(sql: postgres.ISql): Promise<string[]> {
  const due = await sql`
    select taken ->> 'taskId' as task_id, taken ->> 'userId' as user_id
      from jsonb_array_elements(public.take_due_purges(100)) as taken`;
  const ids = due.map(({ task_id }) => String(task_id));
  const folders = due.map(({ user_id, task_id }) => `${user_id}/${task_id}/`);
  await sql`delete from storage.objects using unnest(${folders}::text[]) as folder where starts_with(name, folder)`;
  await sql`select public.mark_purged(${ids}::uuid[])`;
  return ids.sort();
}
