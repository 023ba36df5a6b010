import { requireUser } from '@/lib/auth/require-user';
import { listEntries } from '@/lib/credits/credits';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readQuery } from '@/lib/http/read-request';
import { pageSchema } from '@/lib/schema/page';

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  return Response.json(await listEntries(client, readQuery(request, pageSchema)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
