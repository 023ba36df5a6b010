import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { sweep } from './sweep';
import { taskRunner } from './task-runner';

/** Starts claiming and sweeping in this process, until stopped. Stopping gives all leases back before it resolves. */
export function startBackground(): { stop: () => Promise<void> } {
  const runner = taskRunner();
  const sweepMs = settings().TASK_SWEEP_SECONDS * 1000;
  let timer: NodeJS.Timeout;
  let stopped = false;

  const sweepAgain = async () => {
    try {
      const { reaped, failed } = await sweep();
      if (reaped > 0) log.info({ event: 'leases_reaped', reaped, failed });
    } catch (error) {
      log.error({ event: 'sweep_failed', err: error });
    }
    if (!stopped) timer = setTimeout(sweepAgain, sweepMs);
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
