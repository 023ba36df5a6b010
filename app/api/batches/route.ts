import { requireUser } from '@/lib/auth/require-user';
import { batchesQuerySchema, listBatches } from '@/lib/generation/list-batches';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readQuery } from '@/lib/http/read-request';

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  return Response.json(await listBatches(client, readQuery(request, batchesQuerySchema)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
