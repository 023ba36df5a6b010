import type { PictureTask } from '@/lib/generation/schema';

/** Whether a task can still change. */
export function isOpen(task: Pick<PictureTask, 'status'>): boolean {
  return task.status === 'queued' || task.status === 'processing';
}

/** A task whose result was deleted stays `completed`, with nothing in it. */
export function isDeleted(task: Pick<PictureTask, 'status' | 'images'>): boolean {
  return task.status === 'completed' && task.images.length === 0;
}

/** Sorts versions of a slot, oldest first. */
export function byAge(a: PictureTask, b: PictureTask): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt);
}
