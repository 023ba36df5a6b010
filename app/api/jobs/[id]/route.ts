import { requireUser } from '@/lib/auth/require-user';
import { readJob } from '@/lib/generation/read-job';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId } from '@/lib/http/read-request';

export const GET = handleRoute(async (request, { params }: RouteContext<'/api/jobs/[id]'>) => {
  const { client } = await requireUser(request);
  return Response.json(await readJob(client, pathId((await params).id)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
