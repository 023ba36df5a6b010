import { log } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import type { ClaimedTask } from './claimed-task';

/** The lease is gone: canceled, expired or reclaimed. Nothing may be written any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

interface Lease {
  leaseSeconds: number;
  heartbeatSeconds: number;
}

/** Prolongs the lease until the returned function is called; `onLost` is called once if it cannot be kept. */
export function keepLease(task: ClaimedTask, lease: Lease, onLost: (reason: LeaseLost) => void): () => void {
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
    try {
      const answer = await serviceClient().rpc('heartbeat_task', {
        p_task_id: task.taskId,
        p_lease_token: task.leaseToken,
      });
      if (!unwrap(answer)) return lose('the database says so');
      keptAt = askedAt;
    } catch (error) {
      log.warn({ event: 'heartbeat_failed', taskId: task.taskId, err: error });
      if (performance.now() - keptAt >= lease.leaseSeconds * 1000)
        return lose('no heartbeat for a whole lease');
    }
    if (!stopped) timer = setTimeout(beat, lease.heartbeatSeconds * 1000);
  };

  timer = setTimeout(beat, lease.heartbeatSeconds * 1000);
  return stop;
}
