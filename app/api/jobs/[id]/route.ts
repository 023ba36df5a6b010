import { requireUser } from '@/lib/auth/require-user';
import { ApiError } from '@/lib/errors';
import { readTasks } from '@/lib/generation/read-tasks';
import { toJob } from '@/lib/generation/to-job';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId } from '@/lib/http/path-id';

export const GET = handleRoute(async (request, { params }: RouteContext<'/api/jobs/[id]'>) => {
  const { client } = await requireUser(request);
  const { tasks, now } = await readTasks(client, [pathId((await params).id)]);
  const [task] = tasks;
  if (!task) throw new ApiError('not_found');
  return Response.json(toJob(task, now));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
