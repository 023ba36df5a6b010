import { requireUser } from '@/lib/auth/require-user';
import { changeImages } from '@/lib/gallery/gallery';
import { type BulkResponse, bulkRequestSchema } from '@/lib/gallery/schema';
import { readPictures } from '@/lib/generation/read-pictures';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readJson } from '@/lib/http/read-request';

export const POST = handleRoute(async (request) => {
  const { user, client } = await requireUser(request);
  const change = await readJson(request, bulkRequestSchema);
  await changeImages(user.id, change);
  const answer: BulkResponse = { tasks: await readPictures(client, change.ids) };
  return Response.json(answer);
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
