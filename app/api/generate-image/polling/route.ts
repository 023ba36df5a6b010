import { requireUser } from '@/lib/auth/require-user';
import type { PollResponse } from '@/lib/generation/schema';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readJson } from '@/lib/http/read-request';
import { taskReader } from '@/lib/kinds/task-kinds';
import { pollRequestSchema } from '@/lib/tasks/poll-schema';

export const POST = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  const { taskId, taskIds = [], known = {} } = await readJson(request, pollRequestSchema);
  if (taskId) return Response.json(await taskReader.task(client, taskId));
  const answer: PollResponse = await taskReader.poll(client, taskIds, known);
  return Response.json(answer);
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
