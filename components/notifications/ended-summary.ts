import type { Task } from '@/lib/generation/schema';

export interface EndedSummary {
  ready: Task[];
  failed: Task[];
  /** From the click to the last of them, in ms. */
  tookMs: number;
  /** The one to show: the first picture, or else the first failure. */
  leading: Task;
}

/** Several ends told as one; null when nobody needs to be told. What a person canceled is no news to them. */
export function endedSummary(tasks: readonly Task[]): EndedSummary | null {
  const ready = tasks.filter((task) => task.status === 'completed');
  const failed = tasks.filter((task) => task.status === 'failed');
  const leading = ready[0] ?? failed[0];
  if (!leading) return null;
  const told = [...ready, ...failed];
  const began = Math.min(...told.map((task) => Date.parse(task.createdAt)));
  const ended = Math.max(...told.map((task) => Date.parse(task.finishedAt ?? task.createdAt)));
  return { ready, failed, tookMs: ended - began, leading };
}
