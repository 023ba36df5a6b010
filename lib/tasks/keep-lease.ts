import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import type { ClaimedTask } from './claimed-task';
import { taskLog } from './task-log';

const BEAT_AGAIN_MS = 1000;

/** The lease is gone: canceled, expired or reclaimed. Nothing may be written any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Prolongs the lease until the returned function is called; `onLost` is called once if it cannot be kept. The lease is
 * the task's own, made under settings that may have been others: a shorter one is kept by quicker beats.
 */
export function keepLease(
  task: ClaimedTask,
  heartbeatSeconds: number,
  onLost: (reason: LeaseLost) => void,
): () => void {
  const leaseMs = task.leaseSeconds * 1000;
  const beatMs = Math.min(heartbeatSeconds * 1000, leaseMs / 2);
  let keptAt = performance.now();
  let timer: NodeJS.Timeout;
  let stopped = false;

  const stop = () => {
    stopped = true;
    clearTimeout(timer);
  };
  const lose = (why: string) => {
    if (stopped) return;
    stop();
    onLost(new LeaseLost(why));
  };
  const beat = async () => {
    const askedAt = performance.now();
    let nextMs = beatMs;
    try {
      const answer = await serviceClient()
        .rpc('heartbeat_task', { p_task_id: task.taskId, p_lease_token: task.leaseToken })
        .abortSignal(AbortSignal.timeout(beatMs));
      if (!unwrap(answer)) return lose('the database says so');
      keptAt = askedAt;
    } catch (error) {
      taskLog(task).warn({ event: 'heartbeat_failed', err: error });
      if (performance.now() - keptAt >= leaseMs) return lose('no heartbeat for a whole lease');
      nextMs = Math.min(beatMs, BEAT_AGAIN_MS);
    }
    if (!stopped) timer = setTimeout(beat, nextMs);
  };

  timer = setTimeout(beat, beatMs);
  return stop;
}
