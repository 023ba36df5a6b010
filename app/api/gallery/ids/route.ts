import { requireUser } from '@/lib/auth/require-user';
import { listGalleryIds } from '@/lib/gallery/gallery';
import { galleryFilterSchema } from '@/lib/gallery/schema';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readQuery } from '@/lib/http/read-request';

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  return Response.json(await listGalleryIds(client, readQuery(request, galleryFilterSchema)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
