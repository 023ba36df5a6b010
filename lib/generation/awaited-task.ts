import type { AwaitedTask } from '@/lib/polling/schedule';
import type { TaskRow } from './task-row';

/** What the schedule of the polling wants of a row; null when the task has ended. */
export function toAwaited(row: TaskRow): AwaitedTask | null {
  if (row.status !== 'queued' && row.status !== 'processing') return null;
  return {
    status: row.status,
    createdAt: Date.parse(row.created_at),
    startedAt: row.started_at === null ? null : Date.parse(row.started_at),
    retryAt: row.retry_at === null ? null : Date.parse(row.retry_at),
    quantilesMs: row.quantiles_ms,
    earlyMs: row.early_ms,
  };
}
