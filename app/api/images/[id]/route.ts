import { requireUser } from '@/lib/auth/require-user';
import { pictureName } from '@/lib/downloads/names';
import { changeImages } from '@/lib/gallery/gallery';
import { imageChangeSchema } from '@/lib/gallery/schema';
import { imageQuerySchema, openImage } from '@/lib/generation/open-image';
import { readPicture } from '@/lib/generation/read-pictures';
import { bytesResponse } from '@/lib/http/bytes-response';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId, readJson, readQuery } from '@/lib/http/read-request';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

type Context = RouteContext<'/api/images/[id]'>;

export const GET = handleRoute(async (request, { params }: Context) => {
  const caller = await requireUser(request);
  const id = pathId((await params).id);
  const { variant, download } = readQuery(request, imageQuerySchema);
  const { mimeType, createdAt, task, size, open } = await openImage(caller, id, variant);
  const named = { prompt: task?.prompt ?? 'reference', seed: task?.images[0]?.seed, createdAt, mimeType };
  const fileName = download === '1' ? pictureName(named) : null;
  return bytesResponse(request, { mimeType, etag: `"${id}-${variant}"`, fileName, size, open });
});

export const DELETE = handleRoute(async (request, { params }: Context) => {
  const { user } = await requireUser(request);
  const id = pathId((await params).id);
  unwrap(await serviceClient().rpc('delete_image', { p_user_id: user.id, p_image_id: id }));
  return new Response(null, { status: 204 });
});

export const PATCH = handleRoute(async (request, { params }: Context) => {
  const { user, client } = await requireUser(request);
  const id = pathId((await params).id);
  const { favourite } = await readJson(request, imageChangeSchema);
  await changeImages(user.id, { ids: [id], action: favourite ? 'favourite' : 'unfavourite' });
  return Response.json(await readPicture(client, id));
});

export const { OPTIONS, POST, PUT } = otherMethods('DELETE', 'GET', 'PATCH');
