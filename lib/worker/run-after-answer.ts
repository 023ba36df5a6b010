import { after } from 'next/server';
import type { ClaimedTask } from '@/lib/tasks/claimed-task';
import { taskRunner } from './task-runner';

/** Starts the work once the answer has left: a head start only, since leases and sweep guarantee it without this. */
export function runAfterAnswer(claimed: ClaimedTask[]): void {
  if (claimed.length > 0) after(() => taskRunner().run(claimed));
}
