import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectKeys, uploadKeys } from '@/lib/storage/object-key';
import { type StorageScene, walkStorage } from '@/tests/catalogue/walk-storage';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';
import { ended, generate, poll, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';

const VARIANTS = ['original', 'preview', 'thumb'] as const;

/** Pictures and uploads that are there to be seen, and those whose bytes are stored although they are not, or not yet. */
interface Things {
  seen: Record<'completed' | 'upload', string>;
  unseen: Record<'queued' | 'stored' | 'failed' | 'canceled' | 'deleted' | 'begun' | 'in parts', string>;
}

describe.each(['PGlite', 'PostgreSQL'] as const)('on %s', (database) => {
  let gemini: GeminiServer;
  let supabase: TestSupabase | undefined;
  let app: TestApp;
  let secretKey: string;
  let owner: Account;
  let stranger: Account;
  let things: Things;

  const service = () => createClient(app.supabaseUrl, secretKey, { auth: { persistSession: false } });
  const picture = () => sharp({ create: { width: 64, height: 64, channels: 3, background: '#468' } });

  async function store(id: string) {
    for (const key of Object.values(objectKeys(owner.id, id))) {
      const { error } = await service()
        .storage.from('generations')
        .upload(key, await picture().webp().toBuffer(), { contentType: 'image/webp' });
      if (error) throw error;
    }
  }

  const see = (id: string, variant: string, account = owner) =>
    account.api('GET', `/api/images/${id}?variant=${variant}`);

  async function complete() {
    const { taskId } = await generate(owner);
    expect(await until(owner, taskId, ended)).toMatchObject({ status: 'completed' });
    for (const variant of VARIANTS) expect((await see(taskId, variant)).status).toBe(200);
    return taskId;
  }

  async function send(path: string, fields: Record<string, string> = {}) {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(await picture().png().toBuffer())]));
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const headers = { Authorization: `Bearer ${owner.token}` };
    const response = await fetch(app.url + path, { method: 'POST', headers, body });
    expect(response.ok).toBe(true);
    return ((await response.json()) as { id: string }).id;
  }

  async function upload() {
    const id = await send('/api/upload');
    for (const variant of VARIANTS) expect((await see(id, variant)).status).toBe(200);
    return id;
  }

  async function makeThings(): Promise<Things> {
    const [completed, deleted] = [await complete(), await complete()];
    expect((await owner.api('DELETE', `/api/images/${deleted}`)).status).toBe(204);
    gemini.setBehaviour('safety');
    const { taskId: failed } = await generate(owner);
    expect(await until(owner, failed, ended)).toMatchObject({ status: 'failed' });
    gemini.setBehaviour('ok');
    gemini.hold();
    const { taskId: canceled } = await generate(owner);
    await owner.api('POST', `/api/generate-image/${canceled}/cancel`);
    const { taskId: stored } = await generate(owner);
    const { taskId: queued } = await generate(owner);
    const begun = randomUUID();
    const { error } = await service().rpc('begin_upload', {
      p_user_id: owner.id,
      p_upload_id: begun,
      p_image: { width: 64, height: 64, mimeType: 'image/webp' },
    });
    if (error) throw error;
    for (const id of [failed, canceled, stored, queued, begun]) await store(id);
    const statuses = await Promise.all([canceled, stored, queued].map((id) => poll(owner, id)));
    expect(statuses.map(({ status }) => status)).toEqual(['canceled', 'processing', 'queued']);
    return {
      seen: { completed, upload: await upload() },
      unseen: {
        queued,
        stored,
        failed,
        canceled,
        deleted,
        begun,
        'in parts': await send('/api/upload/parts', { parts: '2' }),
      },
    };
  }

  beforeAll(async () => {
    gemini = await startGeminiServer();
    if (database === 'PostgreSQL') supabase = await startTestSupabase({ driver: 'postgres' });
    const started = await startApp({
      GEMINI_API_KEY: 'test-key',
      GOOGLE_GEMINI_BASE_URL: gemini.url,
      MAX_RUNNING_PER_USER: '1',
      // Nothing that was stored is removed while it is looked for.
      TASK_SWEEP_SECONDS: '3600',
      TASK_RETRY_DELAYS_SECONDS: '1',
      ...(supabase && {
        SUPABASE_URL: supabase.url,
        SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
        SUPABASE_SECRET_KEY: supabase.secretKey,
      }),
    });
    const { url: supabaseUrl, publishableKey } = supabase ?? {};
    app = {
      ...started,
      ...(supabaseUrl && publishableKey && { supabaseUrl, publishableKey: () => publishableKey }),
    };
    secretKey = supabase?.secretKey ?? started.keys().secretKey ?? '';
    [owner, stranger] = [await signUp(app), await signUp(app)];
    things = await makeThings();
  });
  afterAll(async () => {
    await app.close();
    await gemini.close();
    await supabase?.stop();
  });

  /** Everything that is stored, and what could be. */
  const scene = (): StorageScene => ({
    buckets: ['generations'],
    names: Object.values({ ...things.seen, ...things.unseen }).flatMap((id) => uploadKeys(owner.id, id)),
  });

  const visitors = () => ({
    nobody: {},
    anonymous: { apikey: app.publishableKey() },
    owner: { apikey: app.publishableKey(), Authorization: `Bearer ${owner.token}` },
    stranger: { apikey: app.publishableKey(), Authorization: `Bearer ${stranger.token}` },
  });

  // Before a minute is over, after which what is deleted goes.
  test('every object is there: the server reads it', async () => {
    const { 'in parts': inParts, ...whole } = { ...things.seen, ...things.unseen };
    const names = Object.values(whole).flatMap((id) => Object.values(objectKeys(owner.id, id)));
    for (const name of [...names, `${owner.id}/${inParts}/part-0`]) {
      const { data } = await service().storage.from('generations').info(name);
      expect(data?.name, name).toBe(name);
    }
  });

  test.each(['nobody', 'anonymous', 'owner', 'stranger'] as const)(
    'storage shows, lists, signs and takes nothing: asked by %s',
    async (who) => {
      expect(await walkStorage(`${app.supabaseUrl}/storage/v1`, scene(), visitors()[who])).toEqual([]);
    },
  );

  test('what is not to be seen, or not yet, is nowhere, whatever is stored of it', async () => {
    for (const [state, id] of Object.entries(things.unseen)) {
      for (const variant of VARIANTS)
        for (const [method, headers] of [
          ['GET', {}],
          ['HEAD', {}],
          ['GET', { Range: 'bytes=0-9' }],
          ['GET', { 'If-None-Match': '*' }],
        ] as const) {
          const path = `/api/images/${id}?variant=${variant}`;
          const { status } = await owner.api(method, path, undefined, headers);
          expect(status, `${method} ${variant} of what is ${state}`).toBe(404);
        }
      expect((await owner.api('GET', `/api/images/download?ids=${id}`)).status, state).toBe(404);
      const reference = { prompt: 'x', referenceIds: [id] };
      expect((await owner.api('POST', '/api/generate-image', reference)).status, state).toBe(404);
      if (!['begun', 'in parts'].includes(state)) expect((await poll(owner, id)).images, state).toEqual([]);
    }
  });

  test('and a stranger sees nothing at all', async () => {
    for (const id of Object.values({ ...things.seen, ...things.unseen }))
      for (const variant of VARIANTS) expect((await see(id, variant, stranger)).status).toBe(404);
  });

  test.runIf(database === 'PostgreSQL')('a policy that somebody gives people is found', async () => {
    const sql = postgres(supabase?.databaseUrl ?? '', { max: 1, onnotice: () => undefined });
    try {
      const policies = () => sql`select policyname from pg_policies where schemaname = 'storage'`;
      expect(await policies()).toHaveLength(0);
      await sql.unsafe(`create policy careless on storage.objects for select to authenticated
        using ((storage.foldername(name))[1] = (select auth.uid())::text)`);
      const found = await walkStorage(`${app.supabaseUrl}/storage/v1`, scene(), visitors().owner);
      expect(found.join()).toContain(`GET /object/generations/${owner.id}/${things.unseen.stored}/original`);
      await sql`drop policy careless on storage.objects`;
    } finally {
      await sql.end();
    }
  });
});
