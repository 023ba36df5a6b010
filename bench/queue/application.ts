import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

/** As many as ours has, with a limit of their own each. */
const USERS = 200;

export const PLACES_OF_A_USER = 4;

interface Order {
  userId: string;
  taskId: string;
  /** Which of the user's places it would take, in turns. */
  place: number;
  prompt: string;
}

/** The next picture that somebody asks for, the users in turns. */
export type TakeOrder = () => Order;

/**
 * What an application on somebody else's queue keeps in its own tables to do the product's job: a balance and a ledger, a picture
 * from the first moment to its end, an attempt. Each step is one function, so that it costs one round trip, as ours.
 */
export async function installApplication(url: string): Promise<TakeOrder> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const users = Array.from({ length: USERS }, () => randomUUID());
  try {
    await sql.unsafe(`
      create schema app;
      create table app.users (id uuid primary key, credits integer not null check (credits >= 0));
      create table app.ledger (
        id bigint generated always as identity primary key, user_id uuid not null references app.users, task_id uuid not null,
        kind text not null, amount integer not null, created_at timestamptz not null default clock_timestamp(), unique (task_id, kind)
      );
      create table app.pictures (
        task_id uuid primary key, user_id uuid not null references app.users, status text not null default 'queued',
        prompt text not null, model text not null, settings jsonb not null, seed integer not null, attempts integer not null default 0,
        object_key text, thumb_key text, mime_type text, width integer, height integer, placeholder text, sha256 text,
        created_at timestamptz not null default clock_timestamp(), finished_at timestamptz
      );
      create index on app.pictures (user_id, created_at desc);
      create table app.attempts (
        task_id uuid not null references app.pictures, attempt integer not null, started_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz, outcome text, primary key (task_id, attempt)
      );

      create function app.accept(p_user_id uuid, p_task_id uuid, p_prompt text) returns void language plpgsql as $$
      begin
        update app.users set credits = credits - 4 where id = p_user_id and credits >= 4;
        if not found then raise exception 'insufficient credits'; end if;
        insert into app.ledger (user_id, task_id, kind, amount) values (p_user_id, p_task_id, 'charge', -4);
        insert into app.pictures (task_id, user_id, prompt, model, settings, seed)
        values (p_task_id, p_user_id, p_prompt, 'gemini-nano-banana-2.1', '{"aspectRatio": "1:1", "imageSize": "1K"}', 7);
      end $$;

      create function app.begin_attempt(p_task_id uuid) returns void language plpgsql as $$
      declare v_attempt integer;
      begin
        update app.pictures set status = 'processing', attempts = attempts + 1 where task_id = p_task_id returning attempts into v_attempt;
        insert into app.attempts (task_id, attempt) values (p_task_id, v_attempt);
      end $$;

      create function app.complete(p_task_id uuid) returns void language plpgsql as $$
      begin
        update app.pictures
           set status = 'completed', object_key = user_id || '/' || task_id || '/original', thumb_key = user_id || '/' || task_id || '/thumb',
               mime_type = 'image/png', width = 1024, height = 1024, placeholder = '1QcSHQRnh493V4dIh4eXh1h4kJUI',
               sha256 = repeat(replace(task_id::text, '-', ''), 2), finished_at = clock_timestamp()
         where task_id = p_task_id and status = 'processing';
        if not found then raise exception 'not under way'; end if;
        update app.attempts set ended_at = clock_timestamp(), outcome = 'completed' where task_id = p_task_id and ended_at is null;
      end $$;
    `);
    await sql`insert into app.users (id, credits) select unnest(${users}::uuid[]), 1000000000`;
  } finally {
    await sql.end();
  }
  let taken = 0;
  return () => {
    const number = taken++;
    return {
      userId: users[number % USERS] ?? '',
      taskId: randomUUID(),
      place: Math.floor(number / USERS) % PLACES_OF_A_USER,
      prompt: 'a kite over the bay, watercolour',
    };
  };
}
