import { randomUUID } from 'node:crypto';
import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readJson, readQuery } from '@/lib/http/read-request';
import { pageSchema } from '@/lib/schema/page';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { listTopics, readTopic } from '@/lib/topics/read-topics';
import { createTopicSchema } from '@/lib/topics/schema';

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  return Response.json(await listTopics(client, readQuery(request, pageSchema)));
});

export const POST = handleRoute(async (request) => {
  const { user, client } = await requireUser(request);
  const { id = randomUUID(), title } = await readJson(request, createTopicSchema, { optional: true });
  const topic = { p_user_id: user.id, p_topic_id: id, ...(title && { p_title: title }) };
  unwrap(await serviceClient().rpc('create_topic', topic));
  return Response.json(await readTopic(client, id), { status: 201 });
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods('GET', 'POST');
