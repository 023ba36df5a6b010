import type { Task } from './schema';

export interface Job {
  id: string;
  kind: string;
  status: Task['status'];
  /** 0..1; while processing the share of the 90th percentile that has passed, short of 1. */
  progress: number;
  result: { images: Task['images'] } | null;
  error: Task['error'] | null;
}

function progressOf(task: Task, now: string): number {
  if (task.finishedAt) return 1;
  if (task.status !== 'processing' || !task.startedAt || !task.estimate) return 0;
  const share = (Date.parse(now) - Date.parse(task.startedAt)) / task.estimate.p90Ms;
  return Math.round(Math.min(0.95, Math.max(0, share)) * 100) / 100;
}

/** A task as a job of any kind. */
export function toJob(task: Task, now: string): Job {
  return {
    id: task.taskId,
    kind: task.kind,
    status: task.status,
    progress: progressOf(task, now),
    result: task.status === 'completed' ? { images: task.images } : null,
    error: task.error ?? null,
  };
}
