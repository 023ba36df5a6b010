import type { App } from '@supabase/lite';

const API_ROLES = 'anon, authenticated, service_role';

/** At its first request lite grants every role everything; here the rights are again those of the migrations: to read. */
export async function restoreGrants(app: App): Promise<void> {
  for (const statement of [
    `revoke all on all tables in schema public, private from ${API_ROLES}`,
    `revoke all on all sequences in schema public, private from ${API_ROLES}`,
    'revoke usage on schema private from anon, service_role',
    'grant select on all tables in schema public to authenticated, service_role',
  ]) {
    await app.connection.exec(statement);
  }
}
