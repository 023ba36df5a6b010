import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId } from '@/lib/http/read-request';
import { taskReader } from '@/lib/kinds/task-kinds';

export const GET = handleRoute(async (request, { params }: RouteContext<'/api/jobs/[id]'>) => {
  const { client } = await requireUser(request);
  return Response.json(await taskReader.job(client, pathId((await params).id)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
