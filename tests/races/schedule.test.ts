import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyDatabase } from '@/tests/support/copy-database';

const script = readFileSync('supabase/schedule.sql', 'utf8');

let database: postgres.Sql;
let notices: string[];

beforeEach(async () => {
  notices = [];
  database = postgres(await copyDatabase(), {
    max: 1,
    onnotice: ({ message }) => notices.push(message ?? ''),
  });
});
afterEach(() => database.end());

/** What the extensions offer, keeping what it is given: npm has no pg_cron, pg_net or Vault. */
const STAND_INS = `
  create schema cron;
  create table cron.job (jobname text primary key, schedule text, command text);
  create function cron.schedule(text, text, text) returns void language sql as $$
    insert into cron.job values ($1, $2, $3)
    on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command $$;
  create schema net;
  create table net.call (url text, headers jsonb);
  create function net.http_post(url text, headers jsonb, timeout_milliseconds integer) returns void language sql as $$
    insert into net.call values (url, headers) $$;
  create function cron.unschedule(text) returns void language sql as $$ delete from cron.job where jobname = $1 $$;
  create schema vault;
  create table vault.secrets (id uuid primary key default gen_random_uuid(), name text unique, secret text);
  create view vault.decrypted_secrets as select name, secret as decrypted_secret from vault.secrets;
  create function vault.create_secret(text, text) returns void language sql as $$
    insert into vault.secrets (secret, name) values ($1, $2) $$;
  create function vault.update_secret(uuid, text) returns void language sql as $$
    update vault.secrets set secret = $2 where id = $1 $$;`;

async function schedule(appUrl = '', secret = ''): Promise<void> {
  const filled = script
    .replace("v_app_url text := ''", `v_app_url text := '${appUrl}'`)
    .replace("v_secret text := ''", `v_secret text := '${secret}'`);
  expect(await database.unsafe(filled)).toEqual([]);
}

async function runJob(name: string): Promise<void> {
  const [job] = await database<{ command: string }[]>`select command from cron.job where jobname = ${name}`;
  await database.unsafe(job?.command ?? '');
}

/** A task of a user, as a process that fell silent left it. */
async function abandonedTask(): Promise<string> {
  const [userId, taskId] = [randomUUID(), randomUUID()];
  await database`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})`;
  await database`
    insert into public.tasks (id, user_id, kind, status, price, payload, stats_key, attempts, max_attempts, retry_delays,
                              lease_seconds, lease_token, lease_expires_at)
    values (${taskId}, ${userId}, 'image', 'processing', 0, '{}', 'test', 1, 2, '{1}', 1, gen_random_uuid(), clock_timestamp())`;
  return taskId;
}

test('where the extensions are missing, the schedule says what to do instead and changes nothing', async () => {
  await schedule('https://darkroom.example.com', 'sesame');
  expect(notices.join()).toContain('pg_cron is not available here');
  expect(notices.join()).toContain('npm run worker');
});

test('without an address only the sweep is scheduled; what is scheduled takes tasks back for real', async () => {
  await database.unsafe(STAND_INS);
  await schedule();
  const jobs = await database`select jobname, schedule from cron.job order by jobname`;
  expect(jobs).toEqual([
    { jobname: 'darkroom-clean', schedule: '* * * * *' },
    { jobname: 'darkroom-history', schedule: '0 4 * * *' },
    { jobname: 'darkroom-sweep', schedule: '15 seconds' },
  ]);
  expect(notices.join()).toContain('/api/workers is not called');
  const taskId = await abandonedTask();
  await runJob('darkroom-sweep');
  const [task] = await database`select status from public.tasks where id = ${taskId}`;
  expect(task).toEqual({ status: 'queued' });
});

test('with an address the workers are called while something is due, with the secret from the vault; again is safe', async () => {
  await database.unsafe(STAND_INS);
  await schedule('https://darkroom.example.com/', 'sesame');
  await schedule('https://darkroom.example.com', 'open sesame');
  await runJob('darkroom-workers');
  expect(await database`select from net.call`).toHaveLength(0);
  await abandonedTask();
  await runJob('darkroom-sweep');
  await runJob('darkroom-workers');
  expect(await database`select url, headers from net.call`).toEqual([
    {
      url: 'https://darkroom.example.com/api/workers',
      headers: { Authorization: 'Bearer open sesame' },
    },
  ]);
  const calls = async () => (await database`select from net.call`).length;
  await database`update public.tasks set run_after = clock_timestamp() + interval '1 hour'`;
  await runJob('darkroom-workers');
  expect(await calls(), 'nothing is due').toBe(1);
  await database`insert into private.object_purges (task_id, user_id, due_at) values (gen_random_uuid(), gen_random_uuid(), clock_timestamp())`;
  await runJob('darkroom-clean');
  await runJob('darkroom-workers');
  expect(await calls(), 'objects are to be removed').toBe(2);
  const commands = await database<{ command: string }[]>`select command from cron.job`;
  for (const { command } of commands) expect(command).not.toContain('sesame');
  expect(notices.join()).not.toContain('sesame');
  await schedule();
  expect(await database`select from cron.job where jobname = 'darkroom-workers'`).toHaveLength(0);
});
