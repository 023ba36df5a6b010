import type { GenerateResponse } from '@/lib/generation/request-schema';
import type { PictureTask } from '@/lib/generation/schema';

type SeenTask = Pick<PictureTask, 'taskId' | 'status' | 'version'> & {
  images: readonly unknown[];
  error?: { refunded: boolean } | undefined;
};

/** The database's own calls that end or prolong an attempt, and the answers that mean "done". */
export type LeaseCall = 'complete_image' | 'fail_task' | 'release_task' | 'heartbeat_tasks';

interface ClientEvents {
  accepted: { userId: string; taskIds: string[]; batchId: string; price: number; charged: number };
  refused: { userId: string; taskIds: string[]; status: number };
  observed: { task: SeenTask; askedAt: number; answeredAt: number };
  missing: { taskId: string };
  groupCanceled: { groupId: string; taskIds: string[] };
  imageRead: { taskId: string; variant: string; sha256: string | null };
  finished: { taskId: string; leaseToken: string; call: LeaseCall; won: boolean };
}

export type ClientEvent = {
  [Kind in keyof ClientEvents]: { kind: Kind } & ClientEvents[Kind];
}[keyof ClientEvents];

/** What the clients of a run were told, for the checker to hold against what the database did. */
export class ClientLog {
  readonly events: ClientEvent[] = [];

  /** A 202 of a generation or a retry, also when it is the stored answer of a repeated request. `price` is per task. */
  accepted(
    userId: string,
    price: number,
    response: Pick<GenerateResponse, 'taskIds' | 'batchId' | 'credits'>,
  ): void {
    const { taskIds, batchId, credits } = response;
    this.events.push({ kind: 'accepted', userId, taskIds, batchId, price, charged: credits.charged });
  }

  /** A definite no (4xx). A lost answer or a 5xx says nothing, and is not logged. */
  refused(userId: string, taskIds: string[], status: number): void {
    this.events.push({ kind: 'refused', userId, taskIds, status });
  }

  /** A task as the API showed it. `askedAt` (ms of performance.now) is when the request was sent. */
  observed(task: SeenTask, askedAt = performance.now()): void {
    this.events.push({ kind: 'observed', task, askedAt, answeredAt: performance.now() });
  }

  /** The API said that there is no such task. */
  missing(taskId: string): void {
    this.events.push({ kind: 'missing', taskId });
  }

  /** A group was canceled, and with it these tasks of it. */
  groupCanceled(groupId: string, taskIds: string[]): void {
    this.events.push({ kind: 'groupCanceled', groupId, taskIds });
  }

  /** Bytes that were read of a picture that was seen as completed and not deleted since; null: they were not there. */
  imageRead(taskId: string, variant: 'original' | 'thumb', sha256: string | null): void {
    this.events.push({ kind: 'imageRead', taskId, variant, sha256 });
  }

  /** What a worker was answered when it ended or prolonged an attempt. */
  finished(taskId: string, leaseToken: string, call: LeaseCall, answer: unknown): void {
    const won = answer === true || answer === 'retry' || answer === 'failed';
    this.events.push({ kind: 'finished', taskId, leaseToken, call, won });
  }
}
