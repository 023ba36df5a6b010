import { settings } from '@/lib/env';

/** The `maxDuration` of the routes that work after or before their answer. */
const MAX_SECONDS = 300;
const MARGIN_SECONDS = 15;

/** Until when such a request may claim tasks, in ms of performance.now: a whole attempt must still fit into its time. */
export function drainDeadline(): number {
  const seconds = MAX_SECONDS - MARGIN_SECONDS - settings().TASK_ATTEMPT_TIMEOUT_SECONDS;
  return performance.now() + Math.max(1, seconds) * 1000;
}
