import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { runHousekeepingIfDue, sweep } from './housekeeping';
import { taskRunner } from './task-runner';

/** After a sweep that failed, or that left a busy user's tasks for now. */
const SWEEP_AGAIN_MS = 1000;

/** Does something for ever, with the pause that it asks for after each time; the returned function ends that. */
function repeat(work: () => Promise<number>): () => void {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const again = async () => {
    const waitMs = await work();
    if (!stopped) timer = setTimeout(again, waitMs);
  };
  void again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Starts claiming, sweeping and cleaning in this process, until stopped. Stopping gives all leases back before it resolves. */
export function startBackground(): { stop: () => Promise<void> } {
  const runner = taskRunner();
  const sweepMs = settings().TASK_SWEEP_SECONDS * 1000;

  const stopSweeping = repeat(async () => {
    const startedAt = performance.now();
    let waitMs = sweepMs;
    try {
      if ((await sweep()).skipped > 0) waitMs = SWEEP_AGAIN_MS;
    } catch (error) {
      log.error({ event: 'sweep_failed', err: error });
      waitMs = Math.min(SWEEP_AGAIN_MS, sweepMs);
    }
    return Math.max(0, waitMs - (performance.now() - startedAt));
  });
  // A loop of its own: a storage that hangs must not keep the sweep from taking leases back.
  const stopHousekeeping = repeat(async () => {
    await runHousekeepingIfDue();
    return sweepMs;
  });
  const looping = runner.loop();
  return {
    stop: async () => {
      stopSweeping();
      stopHousekeeping();
      await Promise.all([runner.stop(), looping]);
    },
  };
}
