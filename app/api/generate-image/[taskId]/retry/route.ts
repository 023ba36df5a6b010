import { requireUser } from '@/lib/auth/require-user';
import { createRetry } from '@/lib/generation/accept';
import { retryRequestSchema } from '@/lib/generation/request-schema';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId, readJson } from '@/lib/http/read-request';
import { acceptAndRun } from '@/lib/worker/run-after-answer';

export const maxDuration = 300;

export const POST = handleRoute(
  async (request, { params }: RouteContext<'/api/generate-image/[taskId]/retry'>, requestId) => {
    const { user } = await requireUser(request);
    const taskId = pathId((await params).taskId);
    const { taskId: newTaskId } = await readJson(request, retryRequestSchema, { optional: true });
    const response = await acceptAndRun(1, (places) =>
      createRetry(user.id, { taskId, newTaskId }, { requestId, places }),
    );
    return Response.json(response, { status: 202 });
  },
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
