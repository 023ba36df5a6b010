import { requireUser } from '@/lib/auth/require-user';
import { listEntries } from '@/lib/credits/list-entries';
import { pageSchema } from '@/lib/http/cursor';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readQuery } from '@/lib/http/read-query';

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  return Response.json(await listEntries(client, readQuery(request, pageSchema)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
