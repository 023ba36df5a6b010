import { requireUser } from '@/lib/auth/require-user';
import { listGallery } from '@/lib/gallery/gallery';
import { galleryQuerySchema } from '@/lib/gallery/schema';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readQuery } from '@/lib/http/read-request';

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  return Response.json(await listGallery(client, readQuery(request, galleryQuerySchema)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
