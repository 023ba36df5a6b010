import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { accepted, admin, complete, create, held, must, newUser } from '@/tests/support/database';

const image = { width: 8, height: 8, mimeType: 'image/webp' };
const upload = (userId: string, id: string) =>
  admin().rpc('begin_upload', { p_user_id: userId, p_upload_id: id, p_image: image });
const parts = (userId: string, id: string) =>
  admin().rpc('begin_partial_upload', { p_user_id: userId, p_partial_id: id, p_parts: 2 });
const openTopic = (userId: string, id: string) =>
  admin().rpc('create_topic', { p_user_id: userId, p_topic_id: id, p_title: 'kites' });
const retry = (userId: string, taskId: string, newTaskId: string) =>
  admin().rpc('create_retry', {
    p_user_id: userId,
    p_task_id: taskId,
    p_new_task_id: newTaskId,
    p_seed: 1,
    p_limits: { maxRunning: 4, ratePerMinute: 1000, leaseSeconds: 45, retryDelaysSeconds: [5] },
  });

/** Everything that has an id, made for a user. */
const named: [what: string, make: (userId: string) => Promise<string>][] = [
  [
    'an upload',
    async (userId) => {
      const id = randomUUID();
      must({ ...(await upload(userId, id)), data: true });
      return id;
    },
  ],
  [
    'a file that comes in parts',
    async (userId) => {
      const id = randomUUID();
      must({ ...(await parts(userId, id)), data: true });
      return id;
    },
  ],
  ['a picture', async (userId) => (await held(userId)).taskId],
  [
    'the second picture of a batch',
    async (userId) => (await accepted(userId, { count: 2 })).taskIds[1] ?? '',
  ],
  ['a batch', async (userId) => (await accepted(userId)).batchId],
  [
    'a topic',
    async (userId) => {
      const id = randomUUID();
      must({ ...(await openTopic(userId, id)), data: true });
      return id;
    },
  ],
  [
    'a deleted picture whose bytes are still there',
    async (userId) => {
      const topicId = randomUUID();
      await openTopic(userId, topicId);
      const task = await held(userId, { topicId });
      must(await complete(task));
      must(await admin().rpc('delete_topic', { p_user_id: userId, p_topic_id: topicId }));
      return task.taskId;
    },
  ],
];

test.each(named)('the id of %s names no task, no retry and no upload', async (what, make) => {
  const { id: userId } = await newUser();
  const id = await make(userId);
  const tasks = async () => must(await admin().from('tasks').select('id').eq('user_id', userId)).length;
  const before = await tasks();
  expect((await create(userId, { taskIds: [id], prompt: 'another' })).error?.code).toBe('PT409');
  expect((await create(userId, { taskIds: [randomUUID(), id] })).error?.code).toBe('PT409');
  expect((await upload(userId, id)).error?.code).toBe('PT409');
  expect((await parts(userId, id)).error?.code).toBe('PT409');
  if (what !== 'a topic') expect((await openTopic(userId, id)).error?.code).toBe('PT409');
  if (what !== 'a topic') {
    const opened = await create(userId, { topicId: id, opensTopic: true });
    expect(opened.error?.code).toBe('PT409');
  }
  expect(await tasks()).toBe(before);
  const old = await held(userId);
  must(await complete(old));
  expect((await retry(userId, old.taskId, id)).error?.code).toBe('PT409');
});

test('a request cannot name its topic like one of its pictures', async () => {
  const { id: userId } = await newUser();
  const id = randomUUID();
  expect((await create(userId, { taskIds: [id], topicId: id, opensTopic: true })).error?.code).toBe('PT409');
});
