import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';

export const SCHEMAS = 'supabase/schemas';
export const MIGRATIONS = 'supabase/migrations';

/** What our files take from a Supabase. */
export const SUPABASE = `
  do $$ declare v_role text; begin
    foreach v_role in array array['anon', 'authenticated', 'service_role'] loop
      if to_regrole(v_role) is null then execute format('create role %I nologin', v_role); end if;
    end loop;
  end; $$;
  create schema auth;
  create table auth.users (id uuid primary key, email text);
  create function auth.uid() returns uuid language sql stable as 'select null::uuid';
  create schema storage;
  create table storage.buckets (id text primary key, name text, public boolean, file_size_limit bigint, allowed_mime_types text[]);
  create table storage.objects (id uuid primary key, bucket_id text, name text);
  alter table storage.objects enable row level security;
`;

/** The SQL files of a folder in their order, with their text. */
export function readSql(folder: string): { name: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Makes a database beside the one of `url`, with as much of a Supabase as our files need and then these texts, in one transaction.
 * Whoever asks ends the connection.
 */
export async function makeDatabase(url: string, name: string, texts: string[]): Promise<postgres.Sql> {
  const admin = postgres(url.replace(/[^/]+$/, 'template1'), { max: 1, onnotice: () => undefined });
  try {
    await admin.unsafe(`drop database if exists ${name}`);
    await admin.unsafe(`create database ${name} template template0`);
  } finally {
    await admin.end();
  }
  const sql = postgres(url.replace(/[^/]+$/, name), { max: 1, onnotice: () => undefined });
  await sql.unsafe(SUPABASE);
  for (const text of texts) await sql.begin((transaction) => transaction.unsafe(text));
  return sql;
}
