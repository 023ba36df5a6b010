import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listTopics } from '@/lib/topics/read-topics';
import { limits } from '@/tests/support/create-generation';
import {
  accepted,
  admin,
  claim,
  create,
  heartbeat,
  held,
  lease,
  must,
  newUser,
  readCredits,
  readRow,
} from '@/tests/support/database';

const title = { model: 'a-text-model', statsKey: 'test:title', locale: 'en' };
const inNewTopic = (topicId: string) => ({
  topicId,
  opensTopic: true,
  title,
  prompt: 'A kite over the wide grey sea',
});

const topicOf = async (id: string) =>
  must(await admin().from('topics').select('title, titled_by, title_task_id').eq('id', id).single());

/** The title task of a topic, claimed. */
async function titleTask(topicId: string) {
  const { tasks } = await claim();
  const task = tasks.find(({ payload }) => (payload as { topicId?: string }).topicId === topicId);
  if (!task) throw new Error('no title task');
  return task;
}

test('a generation opens its topic: the first words are its title until the text model has given one', async () => {
  const user = await newUser();
  const topicId = randomUUID();
  await accepted(user.id, inNewTopic(topicId));
  expect(await topicOf(topicId)).toMatchObject({ title: 'A kite over the wide…', titled_by: 'prompt' });
  const task = await titleTask(topicId);
  expect(task).toMatchObject({ kind: 'title', model: 'a-text-model', payload: { locale: 'en' } });
  expect(must(await admin().rpc('complete_title', { ...lease(task), p_title: 'Kite at Sea' }))).toBe(true);
  expect(await topicOf(topicId)).toMatchObject({ title: 'Kite at Sea', titled_by: 'model' });
  // Once is enough.
  await accepted(user.id, { ...inNewTopic(topicId), prompt: 'Another' });
  expect(await topicOf(topicId)).toMatchObject({ title: 'Kite at Sea', title_task_id: task.taskId });
});

test('a title task costs nothing and holds no place: with all places taken it is claimed, and no picture waits for it', async () => {
  const user = await newUser();
  const topicId = randomUUID();
  const { taskIds } = await accepted(user.id, { ...inNewTopic(topicId), count: 4 });
  expect(await readCredits(user.id)).toBe(84);
  const waiting = await accepted(user.id, { topicId });
  const task = await titleTask(topicId);
  const shown = async (id: string) =>
    must(await user.client.from('task_details').select('queue_position, version').eq('task_id', id).single());
  expect(await shown(waiting.taskIds[0] ?? '')).toEqual({ queue_position: 1, version: 1 });
  await admin().rpc('cancel_task', { p_user_id: user.id, p_task_id: taskIds[0] ?? '' });
  expect((await accepted(user.id, { topicId })).claimed).toEqual([]);
  const { tasks } = await claim();
  expect(tasks.map(({ taskId }) => taskId)).toContain(waiting.taskIds[0]);
  expect(must(await admin().rpc('complete_title', { ...lease(task), p_title: 'x' }))).toBe(true);
});

test("a person's title is never replaced, typed before or after", async () => {
  const user = await newUser();
  const typed = randomUUID();
  await admin().rpc('create_topic', { p_user_id: user.id, p_topic_id: typed, p_title: 'Logo ideas' });
  await accepted(user.id, { topicId: typed, title });
  expect(await topicOf(typed)).toEqual({ title: 'Logo ideas', titled_by: 'person', title_task_id: null });

  const later = randomUUID();
  await accepted(user.id, inNewTopic(later));
  const task = await titleTask(later);
  await admin().rpc('rename_topic', { p_user_id: user.id, p_topic_id: later, p_title: 'Mine' });
  expect(must(await admin().rpc('complete_title', { ...lease(task), p_title: 'Theirs' }))).toBe(true);
  expect(await topicOf(later)).toMatchObject({ title: 'Mine', titled_by: 'person' });
});

test('a title that failed leaves the first words, and the next generation asks again', async () => {
  const user = await newUser();
  const topicId = randomUUID();
  await accepted(user.id, inNewTopic(topicId));
  const task = await titleTask(topicId);
  await admin().rpc('fail_task', { ...lease(task), p_error_code: 'safety_blocked', p_retryable: false });
  expect(await topicOf(topicId)).toMatchObject({ title: 'A kite over the wide…', titled_by: 'prompt' });
  await accepted(user.id, inNewTopic(topicId));
  expect((await titleTask(topicId)).taskId).not.toBe(task.taskId);
  expect(await readCredits(user.id)).toBe(92);
});

test('two sends into the same new topic open it once; somebody else can neither open nor use it', async () => {
  const [user, stranger] = [await newUser(), await newUser()];
  const topicId = randomUUID();
  await accepted(user.id, inNewTopic(topicId));
  await accepted(user.id, inNewTopic(topicId));
  for (const opensTopic of [true, false]) {
    const { error } = await create(stranger.id, { topicId, opensTopic });
    expect(error?.code).toBe('PT404');
  }
  expect(await readCredits(stranger.id)).toBe(100);
  expect(must(await stranger.client.from('topics').select())).toEqual([]);
  const taken = await admin().rpc('create_topic', { p_user_id: stranger.id, p_topic_id: topicId });
  expect(taken.error?.code).toBe('PT409');
});

test('a title is nothing that a person cancels, tries again, deletes or restores: it is not found, and goes on', async () => {
  const user = await newUser();
  const topicId = randomUUID();
  await accepted(user.id, inNewTopic(topicId));
  const task = await titleTask(topicId);
  const before = await readRow(task.taskId);
  const own = { p_user_id: user.id };
  const refused = [
    await admin().rpc('cancel_task', { ...own, p_task_id: task.taskId }),
    await admin().rpc('create_retry', {
      ...own,
      p_task_id: task.taskId,
      p_new_task_id: randomUUID(),
      p_seed: 1,
      p_limits: limits,
    }),
    await admin().rpc('delete_image', { ...own, p_image_id: task.taskId }),
    await admin().rpc('restore_image', { ...own, p_image_id: task.taskId }),
    await admin().rpc('delete_images', { ...own, p_ids: [task.taskId] }),
    await admin().rpc('set_favourite', { ...own, p_ids: [task.taskId], p_favourite: true }),
  ];
  expect(refused.map(({ error }) => error?.code)).toEqual(refused.map(() => 'PT404'));
  expect(await readRow(task.taskId)).toEqual(before);
  expect(must(await admin().rpc('complete_title', { ...lease(task), p_title: 'Kite at Sea' }))).toBe(true);
});

test('deleting cancels and refunds what runs, and leaves no row of it', async () => {
  const user = await newUser();
  const topicId = randomUUID();
  const running = await held(user.id, { ...inNewTopic(topicId), prompt: 'a secret kite' });
  await accepted(user.id, { topicId, count: 4, prompt: 'a secret kite' });
  await titleTask(topicId);
  const canceled = must(await admin().rpc('delete_topic', { p_user_id: user.id, p_topic_id: topicId }));
  expect(canceled).toHaveLength(6);
  expect(await readCredits(user.id)).toBe(100);
  for (const table of ['topics', 'batches', 'tasks', 'generated_images'] as const)
    expect(must(await admin().from(table).select().eq('user_id', user.id)), table).toEqual([]);
  // Counted for the rate limit a minute longer, without words.
  const requests = must(await admin().from('generation_requests').select().eq('user_id', user.id));
  expect(JSON.stringify(requests)).not.toContain('secret');
  const image = {
    objectKey: 'x',
    thumbKey: 'x',
    mimeType: 'image/png',
    width: 1,
    height: 1,
    placeholder: '',
  };
  expect(must(await admin().rpc('complete_image', { ...lease(running), p_image: image }))).toBe(false);
  expect(await heartbeat(running)).toBe(false);
  const again = await admin().rpc('delete_topic', { p_user_id: user.id, p_topic_id: topicId });
  expect(again.error?.code).toBe('PT404');
});

test('the rate limit is not reset by deleting', async () => {
  const user = await newUser();
  const topicId = randomUUID();
  const limits = { ratePerMinute: 1 };
  await accepted(user.id, { ...inNewTopic(topicId), limits });
  await admin().rpc('delete_topic', { p_user_id: user.id, p_topic_id: topicId });
  expect((await create(user.id, { limits })).error?.code).toBe('PT429');
});

test('topics are listed by their latest use, page by page', async () => {
  const user = await newUser();
  const ids = Array.from({ length: 5 }, () => randomUUID());
  for (const id of ids)
    await admin().rpc('create_topic', { p_user_id: user.id, p_topic_id: id, p_title: 'A topic' });
  await accepted(user.id, { topicId: ids[1] ?? '' });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTopics(user.client, { cursor, limit: 2 });
    seen.push(...page.topics.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen[0]).toBe(ids[1]);
  expect(new Set(seen)).toEqual(new Set(ids));
  expect(seen).toHaveLength(5);
});
