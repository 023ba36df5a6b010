import type { BatchInfo } from '@/components/pictures/feed/batch-index';
import type { PictureTask } from '@/lib/generation/schema';

/** A picture's task before the server has heard of it is older than everything the server will say of it. */
const UNSENT = {
  kind: 'image',
  status: 'processing',
  version: 0,
  attempt: 0,
  maxAttempts: 0,
} as const;

/** One task for each picture of a batch that is being sent. */
export function optimisticTasks(
  { key, topicId, prompt, model, settings, createdAt }: Omit<BatchInfo, 'batchId'>,
  taskIds: readonly string[],
): PictureTask[] {
  const batch = { batchId: key, topicId, prompt, model, settings, createdAt };
  return taskIds.map((taskId, position) => ({ ...batch, ...UNSENT, images: [], taskId, position }));
}

/** A new version in the slot of `of`. */
export function optimisticVersion(of: PictureTask, taskId: string, createdAt: string): PictureTask {
  const { prompt, model, settings, batchId, topicId, position, estimate, parentId } = of;
  return {
    ...{ prompt, model, settings, batchId, topicId, position, taskId, createdAt },
    ...(estimate && { estimate }),
    ...(parentId && { parentId }),
    ...UNSENT,
    images: [],
  };
}
