import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listGallery } from '@/lib/gallery/list-gallery';
import type { GalleryQuery } from '@/lib/gallery/schema';
import { accepted, admin, lease, must, newUser, type TestUser } from '@/tests/support/database';

/** A finished picture of this prompt; returns the ids of its batch's tasks. */
async function picture(
  user: TestUser,
  prompt: string,
  given: { count?: number; topicId?: string; settings?: object } = {},
) {
  const settings = { aspectRatio: '1:1', imageSize: '1K', ...given.settings };
  const { claimed, taskIds } = await accepted(user.id, { prompt, price: 0, ...given, settings });
  for (const task of claimed) {
    const objectKey = `${user.id}/${task.taskId}/original`;
    const image = {
      ...{
        objectKey,
        thumbKey: `${objectKey}.webp`,
        mimeType: 'image/png',
        width: 8,
        height: 8,
        placeholder: '',
      },
      sha256: task.taskId.replaceAll('-', '').repeat(2),
    };
    must(await admin().rpc('complete_image', { ...lease(task), p_image: image }));
  }
  return taskIds;
}

const find = async (user: TestUser, query: Partial<GalleryQuery> = {}) =>
  (await listGallery(user.client, { limit: 20, ...query })).tasks;

const prompts = async (user: TestUser, query: Partial<GalleryQuery>) =>
  (await find(user, query)).map(({ prompt }) => prompt);

test('a search finds words by stem in English and Portuguese, by beginning, and without accents', async () => {
  const user = await newUser();
  const [lighthouse, mountains, coracao, rocket] = [
    'A lighthouse running in the fog',
    'Montanhas dormindo ao amanhecer',
    'Um coração de pão',
    '🚀 rocket',
  ];
  for (const prompt of [lighthouse, mountains, coracao, rocket]) await picture(user, prompt);
  await picture(await newUser(), 'A lighthouse of somebody else');
  const cases: [string, string[]][] = [
    ['lighthouse', [lighthouse]],
    ['LIGHT', [lighthouse]],
    ['runs', [lighthouse]],
    ['lighthouse fog', [lighthouse]],
    ['lighthouse pão', []],
    ['montanha', [mountains]],
    ['dormir', [mountains]],
    ['coracao', [coracao]],
    ['Corações', []],
    ['pao', [coracao]],
    ['roc', [rocket]],
    ["'; drop table public.tasks; --", []],
    ["light' | 'x' & !(", []],
    ['lighthouse \\ :*', [lighthouse]],
    ['%', []],
    ['"', []],
    ['no such words', []],
  ];
  for (const [q, found] of cases) expect(await prompts(user, { q }), q).toEqual(found);
  expect(await find(user)).toHaveLength(4);
});

test('filters narrow together; order and cursor hold over both directions', async () => {
  const user = await newUser();
  const topicId = randomUUID();
  await admin().rpc('create_topic', { p_user_id: user.id, p_topic_id: topicId });
  const plain = await picture(user, 'plain', { count: 4 });
  const wide = await picture(user, 'wide', { topicId, settings: { aspectRatio: '16:9' } });
  expect(await prompts(user, { aspectRatio: '16:9' })).toEqual(['wide']);
  expect(await prompts(user, { topicId })).toEqual(['wide']);
  expect(await prompts(user, { topicId, aspectRatio: '1:1' })).toEqual([]);
  expect(await prompts(user, { model: 'another' })).toEqual([]);
  expect(await prompts(user, { from: '2999-01-01T00:00:00Z' })).toEqual([]);
  expect(await prompts(user, { to: '2999-01-01T00:00:00Z' })).toHaveLength(5);
  expect(await prompts(user, { sha256: (wide[0] ?? '').replaceAll('-', '').repeat(2) })).toEqual(['wide']);

  const order = [...wide, ...plain];
  const walk = async (sort: 'newest' | 'oldest') => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listGallery(user.client, { limit: 2, sort, cursor });
      seen.push(...page.tasks.map(({ taskId }) => taskId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return seen;
  };
  expect(await walk('newest')).toEqual(order);
  expect(await walk('oldest')).toEqual([...order].reverse());
  const stranger = await newUser();
  expect(await find(stranger)).toEqual([]);
});

test('favourites are marked, found, and told by a new version; marking again changes nothing', async () => {
  const user = await newUser();
  const [one = '', two = ''] = await picture(user, 'x', { count: 2 });
  const versionOf = async (id: string) => (await find(user)).find(({ taskId }) => taskId === id)?.version;
  const before = await versionOf(one);
  const mark = (ids: string[], favourite: boolean) =>
    admin().rpc('set_favourite', { p_user_id: user.id, p_ids: ids, p_favourite: favourite });
  await mark([one], true);
  await mark([one], true);
  expect(await versionOf(one)).toBe((before ?? 0) + 1);
  expect(
    (await find(user, { favourite: '1' })).map(({ taskId, images }) => [taskId, images[0]?.favourite]),
  ).toEqual([[one, true]]);
  const { error } = await mark([two, randomUUID()], true);
  expect(error?.code).toBe('PT404');
  expect(await find(user, { favourite: '1' })).toHaveLength(1);
  const stranger = await newUser();
  const theirs = await admin().rpc('set_favourite', {
    p_user_id: stranger.id,
    p_ids: [one],
    p_favourite: false,
  });
  expect(theirs.error?.code).toBe('PT404');
});

test('a whole batch moves as it is; some of its slots become a batch of their own, with all their versions', async () => {
  const user = await newUser();
  const [from, to] = [randomUUID(), randomUUID()];
  for (const id of [from, to]) await admin().rpc('create_topic', { p_user_id: user.id, p_topic_id: id });
  const [a = '', b = '', c = ''] = await picture(user, 'three', { count: 3, topicId: from });
  const retried = await admin().rpc('create_retry', {
    ...{ p_user_id: user.id, p_task_id: b, p_new_task_id: randomUUID(), p_seed: 1 },
    p_limits: { maxRunning: 4, ratePerMinute: 1000, leaseSeconds: 45, retryDelaysSeconds: [5] },
  });
  must(retried);
  const move = (ids: string[], topicId = to, userId = user.id) =>
    admin().rpc('move_images', { p_user_id: userId, p_ids: ids, p_topic_id: topicId });
  expect((await move([b])).error).toBeNull();
  const where = async () => {
    const rows = must(
      await user.client
        .from('task_details')
        .select('task_id, topic_id, batch_id, position')
        .order('created_at'),
    );
    return rows.map((row) => [row.topic_id === to ? 'to' : 'from', row.position]);
  };
  expect(await where()).toEqual([
    ['from', 0],
    ['to', 1],
    ['from', 2],
    ['to', 1],
  ]);
  const batches = must(await user.client.from('batches').select('id, prompt, created_at'));
  expect(batches).toHaveLength(2);
  expect(new Set(batches.map(({ created_at }) => created_at)).size).toBe(1);
  expect((await move([a, c])).error).toBeNull();
  expect((await where()).map(([topic]) => topic)).toEqual(['to', 'to', 'to', 'to']);
  expect(must(await user.client.from('batches').select())).toHaveLength(2);

  const stranger = await newUser();
  expect((await move([a], to, stranger.id)).error?.code).toBe('PT404');
  expect((await move([a], randomUUID())).error?.code).toBe('PT404');
  expect((await move([a, randomUUID()], from)).error?.code).toBe('PT404');
});

test('several are deleted and restored together, or none', async () => {
  const user = await newUser();
  const ids = await picture(user, 'x', { count: 3 });
  const call = (name: 'delete_images' | 'restore_images', p_ids: string[]) =>
    admin().rpc(name, { p_user_id: user.id, p_ids });
  expect((await call('delete_images', [...ids, randomUUID()])).error?.code).toBe('PT404');
  expect(await find(user)).toHaveLength(3);
  expect((await call('delete_images', ids.slice(0, 1))).error).toBeNull();
  expect((await call('delete_images', ids)).error).toBeNull();
  expect(await find(user)).toEqual([]);
  expect((await call('restore_images', ids)).error).toBeNull();
  expect(await find(user)).toHaveLength(3);
});
