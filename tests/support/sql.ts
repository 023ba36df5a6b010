import postgres from 'postgres';
import { inject } from 'vitest';

/** A connection to the tests' own PostgreSQL, for what no client may do: moving time and looking at locks. */
export function sql() {
  const { databaseUrl } = inject('supabase');
  if (!databaseUrl) throw new Error('only with the postgres driver');
  return postgres(databaseUrl, { max: 1, onnotice: () => undefined });
}
