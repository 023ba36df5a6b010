import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { World } from './world';

/** Empties the database, its history too, and opens two accounts. */
export async function startWorld(sql: Sql): Promise<World> {
  await sql`truncate auth.users, public.profiles, storage.objects, private.object_purges, private.fenced_writes, history.events cascade`;
  await sql`update private.installation set swept_at = null`;
  const users = [randomUUID(), randomUUID()];
  for (const id of users)
    await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
  return new World(users);
}
