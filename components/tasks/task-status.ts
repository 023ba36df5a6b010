import type { Task } from '@/lib/tasks/schema';

/** Whether a task can still change. */
export function isOpen(task: Pick<Task, 'status'>): boolean {
  return task.status === 'queued' || task.status === 'processing';
}
