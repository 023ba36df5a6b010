import type { Job } from './job-schema';
import type { Task } from './schema';

function progressOf(task: Task, now: string): number {
  if (task.finishedAt) return 1;
  if (task.status !== 'processing' || !task.startedAt || !task.estimate) return 0;
  const share = (Date.parse(now) - Date.parse(task.startedAt)) / task.estimate.p90Ms;
  return Math.round(Math.min(0.95, Math.max(0, share)) * 100) / 100;
}

/** A picture's task as a job. */
export function toJob(task: Task, now: string): Job {
  return {
    id: task.taskId,
    kind: 'image',
    status: task.status,
    progress: progressOf(task, now),
    result: task.status === 'completed' ? { images: task.images } : null,
    error: task.error ?? null,
  };
}
