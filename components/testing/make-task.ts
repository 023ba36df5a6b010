import { optimisticTasks } from '@/components/outbox/optimistic-tasks';
import type { BatchInfo } from '@/components/pictures/feed/batch-index';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import type { GeneratedImage, PictureTask } from '@/lib/generation/schema';
import { makeId } from '@/lib/schema/ids';

const EXAMPLE_THUMB_HASH = '1QcSHQRnh493V4dIh4eXh1h4kJUI';

/** A task for tests: being made unless told otherwise, and with its picture when it is completed. */
export function makeTask(given: Partial<PictureTask> = {}): PictureTask {
  const taskId = given.taskId ?? makeId();
  const status = given.status ?? 'processing';
  return {
    taskId,
    kind: 'image',
    status,
    version: 1,
    prompt: 'A lighthouse above a sea of fog',
    model: 'gemini-nano-banana-2.1',
    batchId: makeId(),
    topicId: null,
    position: 0,
    settings: { aspectRatio: '1:1', imageSize: '1K' },
    images: status === 'completed' ? [imageOf(taskId)] : [],
    attempt: 1,
    maxAttempts: 4,
    createdAt: '2026-01-01T10:00:00.000Z',
    startedAt: '2026-01-01T10:00:00.000Z',
    ...given,
  };
}

function imageOf(taskId: string): GeneratedImage {
  return {
    id: taskId,
    url: `/api/images/${taskId}`,
    thumbUrl: `/api/images/${taskId}?variant=thumb`,
    width: 1024,
    height: 1024,
    mimeType: 'image/png',
    placeholder: EXAMPLE_THUMB_HASH,
    favourite: false,
  };
}

/** Puts a batch into the store as sending does, before there is an answer. */
export function insertSent(
  store: PictureStore,
  { taskIds, ...batch }: Omit<BatchInfo, 'batchId'> & { taskIds: readonly string[] },
): void {
  store.insertBatch(batch, optimisticTasks(batch, taskIds));
}
