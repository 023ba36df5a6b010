import { z } from 'zod';
import { log } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import type { ClaimedTask } from './claimed-task';

const RETRY_MS = 1000;

/** How often progress may be told: each time is a new version of the row, which every open page reads. */
const PROGRESS_MS = 2000;

/** The lease is gone: canceled, expired or reclaimed. Nothing may be written any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

interface Lease {
  task: ClaimedTask;
  onLost: (reason: LeaseLost) => void;
  heartbeatMs: number;
  /** When the database last granted it, and when the next heartbeat is due, in ms of performance.now. */
  keptAt: number;
  dueAt: number;
  /** 0 to 1, and what of it the database knows. */
  progress: number | undefined;
  toldProgress: number | undefined;
}

export interface KeptLease {
  /** How much of the work is done, 0 to 1; told with a heartbeat. */
  progress: (share: number) => void;
  letGo: () => void;
}

const answerSchema = z.object({ lost: z.array(z.guid()), busy: z.array(z.guid()) });

/**
 * Keeps all leases of this process with one statement per heartbeat. A lease is the task's own, made under settings that may
 * have been others: the shortest one sets the pace.
 */
export class LeaseKeeper {
  /** By token: a task whose lease ran out unnoticed may be claimed here a second time. */
  readonly #leases = new Map<string, Lease>();
  #timer: NodeJS.Timeout | undefined;
  #asking = false;

  /** Prolongs the lease until it is let go; `onLost` is called once if it can't be kept. */
  keep(task: ClaimedTask, heartbeatSeconds: number, onLost: (reason: LeaseLost) => void): KeptLease {
    const now = performance.now();
    const heartbeatMs = Math.min(heartbeatSeconds * 1000, (task.leaseSeconds * 1000) / 2);
    const lease: Lease = {
      task,
      onLost,
      heartbeatMs,
      keptAt: now,
      dueAt: now + heartbeatMs,
      progress: undefined,
      toldProgress: undefined,
    };
    this.#leases.set(task.leaseToken, lease);
    this.#schedule();
    return {
      progress: (share) => {
        lease.progress = Math.min(1, Math.max(0, share));
        lease.dueAt = Math.min(lease.dueAt, Math.max(performance.now(), lease.keptAt + PROGRESS_MS));
        this.#schedule();
      },
      letGo: () => {
        this.#leases.delete(task.leaseToken);
        this.#schedule();
      },
    };
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#asking || this.#leases.size === 0) return;
    const dueAt = Math.min(...Array.from(this.#leases.values(), (lease) => lease.dueAt));
    this.#timer = setTimeout(() => void this.#beat(), Math.max(0, dueAt - performance.now()));
  }

  async #beat(): Promise<void> {
    this.#asking = true;
    const leases = [...this.#leases.values()];
    const askedAt = performance.now();
    const told = new Map(leases.map((lease) => [lease, lease.progress]));
    try {
      const answer = await serviceClient()
        .rpc('heartbeat_tasks', {
          p_leases: leases.map(({ task, progress, toldProgress }) => ({
            taskId: task.taskId,
            leaseToken: task.leaseToken,
            ...(progress !== toldProgress && { progress }),
          })),
        })
        .abortSignal(AbortSignal.timeout(Math.min(...leases.map((lease) => lease.heartbeatMs))));
      const { lost, busy } = answerSchema.parse(unwrap(answer));
      for (const lease of leases) {
        const { leaseToken } = lease.task;
        if (lost.includes(leaseToken)) this.#lose(lease, 'the database says so');
        else if (busy.includes(leaseToken)) this.#retry(lease);
        else {
          lease.keptAt = askedAt;
          lease.toldProgress = told.get(lease);
          lease.dueAt = askedAt + (lease.progress === lease.toldProgress ? lease.heartbeatMs : PROGRESS_MS);
        }
      }
    } catch (error) {
      log.warn({ event: 'heartbeat_failed', leases: leases.length, err: error });
      for (const lease of leases) this.#retry(lease);
    }
    this.#asking = false;
    this.#schedule();
  }

  #retry(lease: Lease): void {
    const now = performance.now();
    if (now - lease.keptAt >= lease.task.leaseSeconds * 1000)
      this.#lose(lease, 'no heartbeat for a whole lease');
    else lease.dueAt = now + Math.min(lease.heartbeatMs, RETRY_MS);
  }

  #lose(lease: Lease, why: string): void {
    if (this.#leases.delete(lease.task.leaseToken)) lease.onLost(new LeaseLost(why));
  }
}
