import type { Task } from '@/lib/generation/schema';

/** Sorts versions of a slot, oldest first. */
export function byAge(a: Task, b: Task): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt);
}
