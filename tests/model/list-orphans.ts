import type { Sql } from 'postgres';

/** Stored objects that nobody can read any more: of tasks that ended without a picture, were deleted, or never were. */
export async function listOrphans(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select o.name from storage.objects o
      left join public.tasks t on t.id::text = split_part(o.name, '/', 2)
      left join public.generated_images g on g.task_id = t.id
     where t.id is null or t.status in ('failed', 'canceled') or g.deleted_at is not null`;
  return rows.map(({ name }) => String(name));
}
