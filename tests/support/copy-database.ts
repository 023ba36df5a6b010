import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { TEMPLATE } from './keep-template';

/** A database with all migrations and no data, for a test that takes every task it finds, or changes functions; its address. */
export async function copyDatabase(): Promise<string> {
  const { databaseUrl } = inject('supabase');
  if (!databaseUrl) throw new Error('only with the postgres driver');
  const name = `copy_${randomUUID().replaceAll('-', '')}`;
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    await sql.unsafe(`create database ${name} template ${TEMPLATE}`);
  } finally {
    await sql.end();
  }
  return databaseUrl.replace(/\/postgres$/, `/${name}`);
}
