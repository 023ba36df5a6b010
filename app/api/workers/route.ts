import { checkCronSecret } from '@/lib/auth/check-cron-secret';
import { handleRoute } from '@/lib/http/handle-route';
import { drainDeadline } from '@/lib/worker/drain-deadline';
import { sweep } from '@/lib/worker/sweep';
import { taskRunner } from '@/lib/worker/task-runner';

export const maxDuration = 300;

/** Sweeps, then drains what is due as long as a whole attempt still fits into this request's time. */
const work = handleRoute(async (request) => {
  checkCronSecret(request);
  const deadline = drainDeadline();
  const swept = await sweep();
  const drained = await taskRunner().drain(deadline);
  return Response.json({
    claimed: drained.claimed,
    completed: drained.completed,
    retried: drained.retry,
    failed: drained.failed + swept.failed,
    reaped: swept.reaped,
  });
});

export { work as GET, work as POST };
