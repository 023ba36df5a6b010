import type { AnyTask, Task } from './schema';

/** Whether a task is a picture's: only those have a batch. In a file of its own, because browsers load it without the schemas. */
export function isPicture(task: AnyTask): task is Task {
  return task.batchId !== null;
}
