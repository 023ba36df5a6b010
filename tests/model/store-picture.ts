import type postgres from 'postgres';

/** Stores a task's bytes as a worker does: those that are there stay. */
export async function storePicture(
  sql: postgres.ISql,
  taskId: string,
): Promise<{ objectKey: string; thumbKey: string }> {
  const [task] = await sql`select user_id from public.tasks where id = ${taskId}`;
  const folder = `${task?.user_id}/${taskId}`;
  const keys = { objectKey: `${folder}/original`, thumbKey: `${folder}/thumb.webp` };
  for (const name of Object.values(keys)) {
    await sql`
      insert into storage.objects (bucket_id, name, version) values ('generations', ${name}, gen_random_uuid()::text)
      on conflict (bucket_id, name) do nothing`;
  }
  return keys;
}
