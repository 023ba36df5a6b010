import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { emptyBodySchema, pathId, readJson } from '@/lib/http/read-request';
import { taskReader } from '@/lib/kinds/task-kinds';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { taskRunner } from '@/lib/worker/task-runner';

export const POST = handleRoute(
  async (request, { params }: RouteContext<'/api/generate-image/[taskId]/cancel'>) => {
    const { user, client } = await requireUser(request);
    const taskId = pathId((await params).taskId);
    await readJson(request, emptyBodySchema, { optional: true });
    unwrap(await serviceClient().rpc('cancel_task', { p_user_id: user.id, p_task_id: taskId }));
    taskRunner().abort(taskId);
    return Response.json(await taskReader.task(client, taskId));
  },
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
