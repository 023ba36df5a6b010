import { z } from 'zod';
import { claimedTaskSchema } from '@/lib/tasks/claimed-task';
import type { FaultHit } from '@/tests/support/fault-point';

const handedOver = z.object({
  tasks: z.array(claimedTaskSchema).optional(),
  claimed: z.array(claimedTaskSchema).optional(),
});

/** Notes which process was given which lease, from the answers that pass by. */
export class LeaseHolders {
  /** By lease token. */
  readonly processOf = new Map<string, string>();

  note({ point, process, status, body }: FaultHit): void {
    if (status !== 200 || !['after-claim', 'after-accept', 'after-retry'].includes(point)) return;
    const { tasks = [], claimed = [] } = handedOver.parse(body);
    for (const { leaseToken } of [...tasks, ...claimed]) this.processOf.set(leaseToken, process);
  }
}
