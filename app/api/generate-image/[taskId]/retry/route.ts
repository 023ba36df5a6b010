import { requireUser } from '@/lib/auth/require-user';
import { createRetry } from '@/lib/generation/create-retry';
import { retryRequestSchema } from '@/lib/generation/retry-request-schema';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId } from '@/lib/http/path-id';
import { readJson } from '@/lib/http/read-json';
import { runAfterAnswer } from '@/lib/worker/run-after-answer';

export const maxDuration = 300;

export const POST = handleRoute(
  async (request, { params }: RouteContext<'/api/generate-image/[taskId]/retry'>, requestId) => {
    const { user } = await requireUser(request);
    const taskId = pathId((await params).taskId);
    const { taskId: newTaskId } = await readJson(request, retryRequestSchema, { optional: true });
    const { response, claimed } = await createRetry(user.id, { taskId, newTaskId }, requestId);
    runAfterAnswer(claimed);
    return Response.json(response, { status: 202 });
  },
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
