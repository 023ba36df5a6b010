import { requireUser } from '@/lib/auth/require-user';
import { idSchema } from '@/lib/generation/id';
import { listBatches } from '@/lib/generation/list-batches';
import { pageSchema } from '@/lib/http/cursor';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readQuery } from '@/lib/http/read-query';

const querySchema = pageSchema.extend({ topicId: idSchema.optional() });

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  return Response.json(await listBatches(client, readQuery(request, querySchema)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
