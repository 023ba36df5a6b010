import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { listGallery, listGalleryIds } from '@/lib/gallery/gallery';
import type { GalleryQuery } from '@/lib/gallery/schema';
import { claimedTaskSchema } from '@/lib/tasks/claimed-task';
import { accepted, admin, complete, lease, must, newUser, type TestUser } from '@/tests/support/database';

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

const SEEN: [prompt: string, found: string[], notFound: string[]][] = [
  ['red/blue light', ['blue', 'red', 'red/blue', 'blue light'], ['green', 'ed/b']],
  ['Portra-400 at f/1.8, 35mm', ['400', 'portra', 'Portra 400', 'portra-400', '1.8', 'f/1.8', '35'], ['500']],
  ['<lora:ukiyoe:0.7> (masterpiece:1.2)', ['ukiyoe', 'lora', '0.7', 'masterpiece', '<lora:ukiyoe:0.7>'], []],
  ['best_quality, hyperRealistic::2 --ar 16:9', ['quality', 'hyperrealistic', 'ar', '16:9', '--ar'], []],
  ['by ana.souza@example.com', ['souza', 'example', 'ana.souza@example.com', 'com'], []],
  ['like https://www.example.org/wiki/Fuji_san?x=1#top', ['wiki', 'fuji', 'san', 'example.org', 'top'], []],
  ['/home/ana/pictures/kite.final.png', ['kite', 'final', 'png', 'pictures/kite'], []],
  ['C:\\Users\\desert.jpg', ['desert', 'users'], []],
  [
    "Van Gogh’s “Starry Night” and l'eau d'or",
    ['gogh', "gogh's", 'starry', 'eau', 'or', '"Starry Night"'],
    [],
  ],
  ['state-of-the-art T-shirt, e-mail', ['art', 'state', 'shirt', 'mail', 'state-of-the-art'], []],
  ['-5 °C, 1,000.50 m² and 1e5', ['5', '1,000.50', '50', 'm2', '1e5'], []],
  ['<b>bold</b> &amp; #sunset @ana', ['bold', 'sunset', '#sunset', 'ana', '@ana'], []],
  [
    '東京都の富士山、夜明け',
    ['富士', '富士山', '東京都', '山', '夜明け', '東京 夜明け', 'の富'],
    ['京山', '富山', '都の士'],
  ],
  ['東京と京都', ['京都', '東京'], ['東京都']],
  ['一只猫在月光下', ['猫', '月光', '在月光下'], ['光月', '狗']],
  ['𠮷野家の牛丼', ['𠮷', '𠮷野', '牛丼'], []],
  ['ネオンの街', ['ネオン', 'ﾈｵﾝ', '街'], ['ネン']],
  ['밤하늘의 고양이', ['하늘', '고양이', '밤', '고양이 하늘'], ['하이']],
  ['แมวดำบนหลังคา', ['ดำ', 'แมว', 'หลังคา'], ['หมา']],
  ['Crème brûlée, Ærø, Łódź', ['creme', 'BRULEE', 'crème', 'aero', 'lodz', 'Łódź'], []],
  ['Crème décomposée'.normalize('NFD'), ['creme', 'décomposée', 'decomposee'], []],
  ['Ёлка и йогурт', ['елка', 'ёлка', 'ЁЛКА', 'иогурт', 'ЙОГУРТ'], ['лка']],
  ['Ένας Άγγελος', ['αγγελος', 'ΆΓΓΕΛΟΣ', 'ένας', 'ενασ'], []],
  ['Phở và đường phố', ['pho', 'duong', 'ĐƯỜNG', 'phố'], []],
  ['الْكِتَابُ أحمر', ['الكتاب', 'احمر', 'أحمر'], []],
  ['שָׁלוֹם עולם', ['שלום', 'עולם'], []],
  ['हिन्दी क़िला', ['हिन्दी', 'किला', 'क़िला'], []],
  ['Ｆｕｌｌ Ｗｉｄｔｈ １２３', ['full', 'width', '123', 'ＦＵＬＬ'], []],
  ['Straße, ﬁne œuvre', ['strasse', 'STRASSE', 'straße', 'fine', 'oeuvre', 'œuvre'], []],
  ['İstanbul ıhlamur', ['istanbul', 'İSTANBUL', 'ihlamur'], []],
  ['🚀🌙 moon 👩🏽‍🎨 🇧🇷', ['🚀', '🌙', '🚀🌙', '👩‍🎨', '🇧🇷', 'moon'], ['🌙🚀', '🌞']],
  ['soft\u00adhyphen zero\u200bwidth', ['softhyphen', 'zerowidth'], []],
];

test.each(SEEN)('words as people see them: %s', async (prompt, found, notFound) => {
  const user = await newUser();
  await picture(user, prompt);
  for (const q of found) expect(await prompts(user, { q }), q).toEqual([prompt]);
  for (const q of notFound) expect(await prompts(user, { q }), q).toEqual([]);
});

test('words of any length and number are accepted, saved and searched; a search takes the first 16', async () => {
  const user = await newUser();
  const [long, many] = ['x'.repeat(2000), '山'.repeat(2000)];
  const odd = '\ufdfa'.repeat(2000);
  const letters = 'a b c d e f g h i j k l m n o p';
  for (const prompt of [long, many, odd, '\u0301\u0301', letters]) await picture(user, prompt);
  expect(await prompts(user, { q: 'x'.repeat(200) })).toEqual([long]);
  expect(await prompts(user, { q: '山'.repeat(200) })).toEqual([many]);
  expect(await prompts(user, { q: `${letters} q r s` })).toEqual([letters]);
  expect(await prompts(user, { q: 'a b c z' })).toEqual([]);
  expect(await prompts(user, { q: '\u0301' })).toEqual([]);
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

test('the first page says how many there are: of what was asked for, of this account, of what is still there', async () => {
  const user = await newUser();
  const fog = await picture(user, 'Fog over the bay', { count: 3 });
  await picture(user, 'A fox', { count: 2 });
  await picture(await newUser(), 'Fog of somebody else');
  const counts = async (query: Partial<GalleryQuery> = {}) => {
    const { total, slots } = await listGallery(user.client, { limit: 2, ...query });
    return [total, slots];
  };
  expect(await counts()).toEqual([5, 5]);
  expect(await counts({ q: 'fog' })).toEqual([3, 3]);
  expect(await counts({ q: 'whale' })).toEqual([0, 0]);

  const { nextCursor } = await listGallery(user.client, { limit: 2 });
  const second = await listGallery(user.client, { limit: 2, cursor: nextCursor ?? '' });
  expect(second).not.toHaveProperty('total');

  const { error } = await admin().rpc('delete_images', { p_user_id: user.id, p_ids: fog.slice(0, 2) });
  expect(error).toBeNull();
  expect(await counts()).toEqual([3, 3]);
  // Another version in the slot of the one that is left.
  const retried = await admin().rpc('create_retry', {
    ...{ p_user_id: user.id, p_task_id: fog[2] ?? '', p_new_task_id: randomUUID(), p_seed: 1 },
    p_limits: { maxRunning: 4, ratePerMinute: 1000, leaseSeconds: 45, retryDelaysSeconds: [5] },
  });
  const { claimed } = z.object({ claimed: z.array(claimedTaskSchema) }).parse(must(retried));
  for (const task of claimed) must(await complete(task));
  expect(await counts()).toEqual([4, 3]);
});

test('all ids that a search finds, on all pages, of this account alone', async () => {
  const user = await newUser();
  const fog = await picture(user, 'Fog over the bay', { count: 3 });
  const foxes = await picture(user, 'A fox', { count: 2 });
  await picture(await newUser(), 'Fog of somebody else');
  const all = async (filter = {}) => (await listGalleryIds(user.client, filter)).ids;
  expect((await all()).toSorted()).toEqual([...fog, ...foxes].toSorted());
  expect((await all({ q: 'fog' })).toSorted()).toEqual(fog.toSorted());
  expect(await all({ favourite: '1' })).toEqual([]);
  const { error } = await admin().rpc('delete_images', { p_user_id: user.id, p_ids: fog });
  expect(error).toBeNull();
  expect((await all()).toSorted()).toEqual(foxes.toSorted());
});
