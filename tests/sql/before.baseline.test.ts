import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { createClient } from '@supabase/supabase-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedKeys } from '@/lib/supabase/embedded/keys';
import { startEmbedded } from '@/lib/supabase/embedded/start';
import { MIGRATIONS, readSql } from '@/tests/schema/bare-database';
import { freePort } from '@/tests/support/free-port';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-before-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const account = { email: 'someone@example.com', password: 'correct horse' };
const bytes = new Uint8Array(100_000).fill(7);

/** What a person had: a picture in a topic, paid from their credits. Written to the tables as they were then. */
const pictureOf = (userId: string, taskId: string) => `
  with topic as (
    insert into public.topics (user_id, title) values ('${userId}', 'Lighthouses') returning id
  ), batch as (
    insert into public.batches (user_id, topic_id, prompt, model, settings)
    select '${userId}', id, 'a lighthouse in the fog', 'demo', '{}' from topic returning id
  ), task as (
    insert into public.tasks (id, user_id, kind, status, price, payload, stats_key, attempts, max_attempts, retry_delays, lease_seconds,
                              started_at, finished_at)
    values ('${taskId}', '${userId}', 'image', 'completed', 4, '{}', 'demo', 1, 1, '{}', 45, clock_timestamp(), clock_timestamp())
  )
  insert into public.generated_images (task_id, user_id, batch_id, position, image_urls, object_key, mime_type, width, height)
  select '${taskId}', '${userId}', id, 0, array['/api/images/${taskId}'], '${userId}/${taskId}/original', 'image/png', 1024, 1024 from batch;
`;

const [, before = ''] = /'(\{[\s\S]*?\})'/.exec(readFileSync('supabase/mark-baseline.sql', 'utf8')) ?? [];
/** The 48 migrations gave what the baseline gives (tests/races/shared/schema.test.ts); this is the history that they left. */
const historyBefore = `
  delete from supabase_migrations.schema_migrations;
  insert into supabase_migrations.schema_migrations (version, name, statements) select version, 'old', '{}' from unnest('${before}'::text[]) version;
`;

test('a data folder from before the baseline opens with its account, credits, topic and picture', async () => {
  const dataDir = join(folder, 'data');
  const migrations = join(folder, 'migrations');
  mkdirSync(migrations);
  const [baseline] = readSql(MIGRATIONS);
  copyFileSync(join(MIGRATIONS, baseline?.name ?? ''), join(migrations, baseline?.name ?? ''));
  const port = await freePort();
  const then = await startEmbedded({ dataDir, port, migrations });
  const { publishableKey, secretKey } = embeddedKeys({
    DATA_DIR: dataDir,
    SUPABASE_PUBLISHABLE_KEY: undefined,
    SUPABASE_SECRET_KEY: undefined,
  });
  const client = (key: string) => createClient(then.url, key, { auth: { persistSession: false } });
  const { data } = await client(publishableKey).auth.signUp(account);
  const userId = data.user?.id ?? '';
  const taskId = randomUUID();
  await client(secretKey)
    .storage.from('generations')
    .upload(`${userId}/${taskId}/original`, bytes, { contentType: 'image/png' });
  await then.stop();
  const database = await createPgliteConnection({ url: join(dataDir, 'database') });
  await database.exec(pictureOf(userId, taskId));
  await database.exec(`select private.record_credits('${userId}', '${taskId}', 'charge', -4)`);
  for (const statement of historyBefore.split(';').slice(0, -1)) await database.exec(statement);
  await database.close();

  const now = await startEmbedded({ dataDir, port });
  try {
    const person = client(publishableKey);
    expect((await person.auth.signInWithPassword(account)).data.user?.id).toBe(userId);
    const credits = await person.rpc('list_credits', { p_limit: 10 });
    expect(credits.data).toMatchObject({ balance: 96, entries: [{ kind: 'charge' }, { kind: 'grant' }] });
    const topics = await person.rpc('list_topics', { p_filter: { limit: 10 } });
    expect(topics.data).toMatchObject([{ title: 'Lighthouses', cover_id: taskId }]);
    const pictures = await person.rpc('list_gallery', { p_filter: { limit: 10, text: 'fog' } });
    expect(pictures.data).toMatchObject([{ task_id: taskId, status: 'completed', width: 1024 }]);
    const stored = await client(secretKey)
      .storage.from('generations')
      .download(`${userId}/${taskId}/original`);
    expect(new Uint8Array((await stored.data?.arrayBuffer()) ?? [])).toEqual(bytes);
    const { data: installation } = await client(secretKey).rpc('read_installation');
    expect(installation).toMatchObject({
      migrations: readSql(MIGRATIONS).map(({ name }) => name.split('_')[0]),
    });
  } finally {
    await now.stop();
  }
});
