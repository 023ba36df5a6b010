import { z } from 'zod';
import { claimedTaskSchema } from '@/lib/tasks/claimed-task';
import type { ClientLog, LeaseCall } from '@/tests/history/client-log';
import type { FaultHit, FaultPoint } from '@/tests/support/fault-point';

const handedOver = z.object({
  tasks: z.array(claimedTaskSchema).optional(),
  claimed: z.array(claimedTaskSchema).optional(),
});
const underLease = z.object({ p_task_id: z.string(), p_lease_token: z.string() });
const heartbeat = z.object({ p_leases: z.array(z.object({ taskId: z.string(), leaseToken: z.string() })) });
const heard = z.object({ lost: z.array(z.string()), busy: z.array(z.string()) });

const LEASE_CALLS: Partial<Record<FaultPoint, LeaseCall>> = {
  'after-complete': 'complete_image',
  'after-fail': 'fail_task',
  'after-release': 'release_task',
};

/** Sees what the database answers the processes: who was given which lease, and what they were told under it. */
export class Witness {
  /** By lease token. */
  readonly processOf = new Map<string, string>();
  readonly #log: ClientLog;

  constructor(log: ClientLog) {
    this.#log = log;
  }

  see({ point, process, status, asked, answer }: FaultHit): void {
    if (status !== 200) return;
    if (['after-claim', 'after-accept', 'after-retry'].includes(point)) {
      const { tasks = [], claimed = [] } = handedOver.parse(answer);
      for (const { leaseToken } of [...tasks, ...claimed]) this.processOf.set(leaseToken, process);
    }
    if (point === 'after-heartbeat') {
      const { lost, busy } = heard.parse(answer);
      for (const { taskId, leaseToken } of heartbeat.parse(asked).p_leases)
        if (!busy.includes(leaseToken))
          this.#log.finished(taskId, leaseToken, 'heartbeat_tasks', !lost.includes(leaseToken));
    }
    const call = LEASE_CALLS[point];
    if (!call) return;
    const { p_task_id: taskId, p_lease_token: leaseToken } = underLease.parse(asked);
    this.#log.finished(taskId, leaseToken, call, answer);
  }
}
