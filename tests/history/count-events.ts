import type { ClientEvent } from './client-log';
import type { GroupRow, Outcome, TaskRow } from './database-event';
import type { History } from './history';

export interface HistoryCounts {
  transactions: number;
  tasks: number;
  completed: number;
  failed: number;
  canceled: number;
  groups: number;
  groupsCompleted: number;
  /** Of the tasks, those of groups; those that wait for others; those canceled because of another. */
  inGroups: number;
  waiting: number;
  upstreamFailed: number;
  /** Groups that a person canceled while something of them was open. */
  groupsCanceled: number;
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
  const groups = new Map<string, GroupRow>();
  const waiting = new Set<string>();
  for (const event of events) {
    if (event.table === 'task_groups' && event.new) groups.set(event.new.id, event.new);
    if (event.table === 'task_dependencies' && event.new) waiting.add(event.new.child_id);
  }
  const now = (status: TaskRow['status']) => tasks.filter(({ last }) => last?.status === status).length;
  return {
    transactions: history.transactions.length,
    tasks: tasks.length,
    completed: now('completed'),
    failed: now('failed'),
    canceled: now('canceled'),
    groups: groups.size,
    groupsCompleted: [...groups.values()].filter(({ completed, total }) => completed === total).length,
    inGroups: tasks.filter(({ changes }) => changes[0]?.new?.group_id).length,
    waiting: waiting.size,
    upstreamFailed: tasks.filter(({ last }) => last?.error_code === 'upstream_failed').length,
    groupsCanceled: history.client.filter(
      (event) => event.kind === 'groupCanceled' && event.taskIds.length > 0,
    ).length,
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
