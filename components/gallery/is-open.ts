import type { Task } from '@/lib/generation/schema';

/** Whether a task can still change. */
export function isOpen(task: Pick<Task, 'status'>): boolean {
  return task.status === 'queued' || task.status === 'processing';
}
