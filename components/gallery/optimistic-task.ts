import type { Task } from '@/lib/generation/schema';

type Asked = Pick<
  Task,
  'taskId' | 'prompt' | 'model' | 'settings' | 'batchId' | 'topicId' | 'position' | 'createdAt'
> &
  Partial<Pick<Task, 'estimate' | 'parentId'>>;

/** A task before the server has heard of it: older than everything the server will say of it. */
export function optimisticTask(asked: Asked): Task {
  return {
    ...asked,
    kind: 'image',
    status: 'processing',
    version: 0,
    images: [],
    attempt: 0,
    maxAttempts: 0,
  };
}
