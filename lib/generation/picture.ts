import type { Task } from '@/lib/tasks/schema';
import type { PictureTask } from './schema';

/** Whether a task is a picture's: only those have a batch. In a file of its own, because browsers load it without the schemas. */
export function isPicture(task: Task): task is PictureTask {
  return 'batchId' in task && task.batchId !== null;
}
