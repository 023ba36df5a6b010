import postgres from 'postgres';

export const TEMPLATE = 'prepared';

/** Keeps a copy of the database as it is now, to make others of. Whoever is connected to it has to connect again. */
export async function keepTemplate(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl.replace(/\/postgres$/, '/template1'), {
    max: 1,
    onnotice: () => undefined,
  });
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'`;
    await sql.unsafe(`create database ${TEMPLATE} template postgres`);
  } finally {
    await sql.end();
  }
}
