import type { ClientEvent } from './client-log';
import type { Outcome, TaskRow } from './database-event';
import type { History } from './history';

export interface HistoryCounts {
  transactions: number;
  tasks: number;
  completed: number;
  failed: number;
  canceled: number;
  attempts: number;
  /** Attempts that failed and were followed by another. */
  retries: number;
  /** Tasks taken back from processes that went silent. */
  rescues: number;
  releases: number;
  /** Ends of attempts that came after the lease was lost, and changed nothing. */
  fencedWrites: number;
  charges: number;
  refunds: number;
  accepted: number;
  refused: number;
  observed: number;
  imageReads: number;
}

/** How much happened in a run. */
export function countEvents(history: History): HistoryCounts {
  const events = history.transactions.flatMap(({ events: own }) => own);
  const tasks = [...history.tasks.values()];
  const changes = tasks.flatMap((task) =>
    task.changes.filter(({ old, new: row }) => old?.status !== row?.status),
  );
  const ends = (outcome: Outcome) =>
    changes.filter((change) => change.old?.status === 'processing' && change.outcome === outcome);
  const entries = (kind: string) =>
    events.filter((event) => event.table === 'credit_ledger' && event.new?.kind === kind).length;
  const came = (kind: ClientEvent['kind']) => history.client.filter((event) => event.kind === kind).length;
  const now = (status: TaskRow['status']) => tasks.filter(({ last }) => last?.status === status).length;
  return {
    transactions: history.transactions.length,
    tasks: tasks.length,
    completed: now('completed'),
    failed: now('failed'),
    canceled: now('canceled'),
    attempts: changes.filter(({ new: row }) => row?.status === 'processing').length,
    retries: ends('failed').filter(({ new: row }) => row?.status === 'queued').length,
    rescues: ends('expired').length,
    releases: ends('released').length,
    fencedWrites: events.filter(({ table }) => table === 'fenced_writes').length,
    charges: entries('charge'),
    refunds: entries('refund'),
    accepted: came('accepted'),
    refused: came('refused'),
    observed: came('observed'),
    imageReads: came('imageRead'),
  };
}
