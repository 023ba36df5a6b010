import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  accepted,
  admin,
  complete,
  create,
  must,
  newUser,
  readCredits,
  readLedger,
  takePurges,
} from '@/tests/support/database';
import { sql } from '@/tests/support/sql';

const ROUNDS = 12;

async function newTopic(userId: string): Promise<string> {
  const topicId = randomUUID();
  const { error } = await admin().rpc('create_topic', {
    p_user_id: userId,
    p_topic_id: topicId,
    p_title: 'x',
  });
  if (error) throw error;
  return topicId;
}

const remove = (userId: string, topicId: string) =>
  admin().rpc('delete_topic', { p_user_id: userId, p_topic_id: topicId });

/** Tables that may hold something of a topic. */
async function leftOf(userId: string): Promise<number> {
  const counts = await Promise.all(
    (['topics', 'batches', 'tasks', 'generated_images'] as const).map(async (table) => {
      const { count } = await admin()
        .from(table)
        .select('*', { count: 'exact', head: true })
        .eq('user_id', userId);
      return count ?? 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

test('deletion against complete: the charge stays with a picture that was finished, or comes back; nothing else is left', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id } = await newUser();
    const topicId = await newTopic(id);
    const { claimed } = await accepted(id, { topicId, count: 4 });
    const [deleted, ...completed] = await Promise.all([remove(id, topicId), ...claimed.map(complete)]);
    expect(deleted.error).toBeNull();
    const finished = completed.filter(({ data }) => data === true).length;
    expect(must(deleted)).toHaveLength(4 - finished);
    expect(await readCredits(id)).toBe(100 - 4 * finished);
    expect((await readLedger(id)).filter(({ kind }) => kind === 'refund')).toHaveLength(4 - finished);
    expect(await leftOf(id)).toBe(0);
  }
});

test('deletion against a generation in it: it is refused, or deleted and refunded with the rest', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { id } = await newUser();
    const topicId = await newTopic(id);
    const [deleted, created] = await Promise.all([remove(id, topicId), create(id, { topicId, count: 2 })]);
    expect(deleted.error).toBeNull();
    if (created.error) expect(created.error.code).toBe('PT404');
    expect(await readCredits(id)).toBe(100);
    expect(await leftOf(id)).toBe(0);
  }
});

test('the same new topic opened ten times at once is one topic', async () => {
  const { id } = await newUser();
  const topicId = randomUUID();
  const title = { model: 'm', statsKey: 'm', locale: 'en' };
  await Promise.all(
    Array.from({ length: 10 }, () => accepted(id, { topicId, opensTopic: true, title, price: 1 })),
  );
  expect(must(await admin().from('topics').select().eq('user_id', id))).toHaveLength(1);
  const titles = must(await admin().from('tasks').select().eq('user_id', id).eq('kind', 'title'));
  expect(titles).toHaveLength(1);
  await remove(id, topicId);
});

test('a reference is kept while an open task needs it, and an upload as long as a batch refers to it', async () => {
  const database = sql();
  const { id } = await newUser();
  const due = async () =>
    (await takePurges()).filter(({ userId }) => userId === id).map(({ taskId }) => taskId);
  const passTime = () =>
    database`update private.object_purges set due_at = clock_timestamp(), retry_at = null where user_id = ${id}`;
  const upload = async () => {
    const uploadId = randomUUID();
    const p_image = { width: 8, height: 8, mimeType: 'image/webp' };
    await admin().rpc('begin_upload', { p_user_id: id, p_upload_id: uploadId, p_image });
    must(await admin().rpc('finish_upload', { p_user_id: id, p_upload_id: uploadId }));
    return uploadId;
  };
  const [used, unused] = [await upload(), await upload()];
  const picture = await accepted(id);
  await Promise.all(picture.claimed.map(complete));
  const [pictureId = ''] = picture.taskIds;
  const topicId = await newTopic(id);
  const settings = { aspectRatio: '1:1', imageSize: '1K', referenceIds: [used, pictureId] };
  const { claimed } = await accepted(id, { topicId, settings, parentId: pictureId });

  await admin().rpc('delete_image', { p_user_id: id, p_image_id: pictureId });
  await passTime();
  expect(await due()).toEqual([unused]);
  // One that is due is not taken any more, and a deleted picture neither.
  for (const referenceIds of [[unused], [pictureId], [randomUUID()]]) {
    const { error } = await create(id, { settings: { ...settings, referenceIds } });
    expect(error?.code).toBe('PT404');
  }
  expect((await create(id, { parentId: pictureId })).error?.code).toBe('PT404');
  await admin().rpc('mark_purged', { p_task_ids: [unused] });
  expect(must(await admin().from('uploads').select('id').eq('user_id', id))).toEqual([{ id: used }]);

  await Promise.all(claimed.map(complete));
  await passTime();
  expect(await due()).toEqual([pictureId]);
  await remove(id, topicId);
  await passTime();
  const last = await due();
  expect([...last].sort()).toEqual([used, pictureId, claimed[0]?.taskId].sort());
  await admin().rpc('mark_purged', { p_task_ids: last });
  expect(must(await admin().from('uploads').select('id').eq('user_id', id))).toEqual([]);
  expect(await database`select from private.object_purges where user_id = ${id}`).toHaveLength(0);
  await database.end();
});
