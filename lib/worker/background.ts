import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { sweep } from './sweep';
import { taskRunner } from './task-runner';

/** After a sweep that failed, or that left a busy user's tasks for now. */
const SWEEP_AGAIN_MS = 1000;

/** Starts claiming and sweeping in this process, until stopped. Stopping gives all leases back before it resolves. */
export function startBackground(): { stop: () => Promise<void> } {
  const runner = taskRunner();
  const sweepMs = settings().TASK_SWEEP_SECONDS * 1000;
  let timer: NodeJS.Timeout;
  let stopped = false;

  const sweepAgain = async () => {
    const startedAt = performance.now();
    let waitMs = sweepMs;
    try {
      if ((await sweep()).skipped > 0) waitMs = SWEEP_AGAIN_MS;
    } catch (error) {
      log.error({ event: 'sweep_failed', err: error });
      waitMs = Math.min(SWEEP_AGAIN_MS, sweepMs);
    }
    const tookMs = performance.now() - startedAt;
    if (!stopped) timer = setTimeout(sweepAgain, Math.max(0, waitMs - tookMs));
  };

  void sweepAgain();
  const looping = runner.loop();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all([runner.stop(), looping]);
    },
  };
}
