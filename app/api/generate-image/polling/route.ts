import { requireUser } from '@/lib/auth/require-user';
import { type PollResponse, pollRequestSchema } from '@/lib/generation/poll-schema';
import { readTask, readTasks } from '@/lib/generation/read-tasks';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readJson } from '@/lib/http/read-request';

export const POST = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  const { taskId, taskIds = [], known = {} } = await readJson(request, pollRequestSchema);
  if (taskId) return Response.json(await readTask(client, taskId));

  const { tasks, nextPollMs, now } = await readTasks(client, taskIds);
  const found = new Set(tasks.map((task) => task.taskId));
  const answer: PollResponse = {
    tasks: tasks.filter((task) => known[task.taskId] !== task.version),
    missing: taskIds.filter((id) => !found.has(id)),
    nextPollMs,
    now,
  };
  return Response.json(answer);
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
