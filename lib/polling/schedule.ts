import type { GenerateResponse, Task } from '@/lib/generation/schema';

const SOONEST_MS = 1000;
const LATEST_MS = 3000;

function nextLook(task: Task, now: number): number | null {
  if (task.finishedAt) return null;
  if (task.retryAt) return Date.parse(task.retryAt) - now + SOONEST_MS;
  if (task.status === 'processing' && task.startedAt && task.estimate) {
    const likely = Date.parse(task.startedAt) + task.estimate.p50Ms * 0.75 - now;
    return likely > LATEST_MS ? likely : SOONEST_MS;
  }
  return task.status === 'queued' ? SOONEST_MS * 2 : SOONEST_MS;
}

/** When to look at these tasks again, in ms; null when all have ended. `now` is the database's time. */
export function nextPollMs(tasks: Task[], now: string): number | null {
  const looks = tasks.map((task) => nextLook(task, Date.parse(now))).filter((look) => look !== null);
  if (looks.length === 0) return null;
  return Math.round(Math.max(SOONEST_MS, Math.min(...looks)));
}

/** When to look for the first time after an accepted generation, in ms. */
export function firstPollMs(estimate: GenerateResponse['estimate']): number {
  return Math.round(Math.max(SOONEST_MS, (estimate?.p50Ms ?? 0) * 0.75));
}
