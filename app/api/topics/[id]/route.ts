import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId, readJson } from '@/lib/http/read-request';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { deleteTopic } from '@/lib/topics/delete-topic';
import { countTopic, readTopic } from '@/lib/topics/read-topics';
import { type CountedTopic, renameTopicSchema } from '@/lib/topics/schema';
import { taskRunner } from '@/lib/worker/task-runner';

type Context = RouteContext<'/api/topics/[id]'>;

export const GET = handleRoute(async (request, { params }: Context) => {
  const { client } = await requireUser(request);
  const id = pathId((await params).id);
  const [topic, counts] = await Promise.all([readTopic(client, id), countTopic(client, id)]);
  const answer: CountedTopic = { ...topic, counts };
  return Response.json(answer);
});

export const PATCH = handleRoute(async (request, { params }: Context) => {
  const { user, client } = await requireUser(request);
  const id = pathId((await params).id);
  const { title } = await readJson(request, renameTopicSchema);
  unwrap(await serviceClient().rpc('rename_topic', { p_user_id: user.id, p_topic_id: id, p_title: title }));
  return Response.json(await readTopic(client, id));
});

export const DELETE = handleRoute(async (request, { params }: Context) => {
  const { user } = await requireUser(request);
  const id = pathId((await params).id);
  for (const taskId of await deleteTopic(user.id, id)) taskRunner().abort(taskId);
  return new Response(null, { status: 204 });
});

export const { OPTIONS, POST, PUT } = otherMethods('DELETE', 'GET', 'PATCH');
