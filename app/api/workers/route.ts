import { checkCronSecret } from '@/lib/auth/check-cron-secret';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { sweep } from '@/lib/worker/sweep';
import { taskRunner } from '@/lib/worker/task-runner';
import { workEndsAt } from '@/lib/worker/work-ends-at';
import type { WorkResponse } from '@/lib/worker/work-response-schema';

export const maxDuration = 300;

/** Sweeps, then drains what is due as long as a whole attempt still fits into this request's time. */
const work = handleRoute(async (request) => {
  checkCronSecret(request);
  const endsAt = workEndsAt();
  const swept = await sweep();
  const drained = await taskRunner().drain(endsAt);
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
