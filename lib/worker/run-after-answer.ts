import { after } from 'next/server';
import type { ClaimedTask } from '@/lib/tasks/claimed-task';
import { taskRunner } from './task-runner';
import { workEndsAt } from './work-ends-at';

/**
 * Starts the work once the answer has left: a head start only, since leases and sweep guarantee it without this. Where
 * no loop runs, the time that is left serves what waits for a place or its retry.
 */
export function runAfterAnswer(claimed: ClaimedTask[]): void {
  const runner = taskRunner();
  const endsAt = workEndsAt();
  if (!runner.looping) after(() => runner.drain(endsAt, claimed));
  else if (claimed.length > 0) after(() => runner.run(claimed));
}
