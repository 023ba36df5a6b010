import type { Task } from '@/lib/generation/schema';

/** A deleted picture's task stays `completed`, without images. */
export function isDeleted(task: Pick<Task, 'status' | 'images'>): boolean {
  return task.status === 'completed' && task.images.length === 0;
}
