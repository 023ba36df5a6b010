import { after } from 'next/server';
import { checkCronSecret } from '@/lib/auth/require-user';
import { withTimeout } from '@/lib/auth/verify-session';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { runHousekeeping, sweep } from '@/lib/worker/housekeeping';
import { workEndsAt } from '@/lib/worker/run-after-answer';
import type { WorkResponse } from '@/lib/worker/schema';
import { taskRunner } from '@/lib/worker/task-runner';

export const maxDuration = 300;

/** Sweeps and keeps house, and drains what is due as long as a whole attempt still fits into this request's time. */
const work = handleRoute(async (request) => {
  checkCronSecret(request);
  const endsAt = workEndsAt();
  const housekeeping = runHousekeeping();
  after(housekeeping);
  const swept = await sweep();
  const drained = await taskRunner().drain(endsAt);
  await withTimeout(housekeeping);
  const done: WorkResponse = {
    claimed: drained.claimed,
    completed: drained.completed,
    retried: drained.retry,
    failed: drained.failed + swept.failed,
    reaped: swept.reaped,
  };
  return Response.json(done);
});

export { work as GET, work as POST };

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods('GET', 'POST');
