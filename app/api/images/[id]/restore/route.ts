import { requireUser } from '@/lib/auth/require-user';
import { readPicture } from '@/lib/generation/read-pictures';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId } from '@/lib/http/read-request';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

export const POST = handleRoute(async (request, { params }: RouteContext<'/api/images/[id]/restore'>) => {
  const { user, client } = await requireUser(request);
  const id = pathId((await params).id);
  unwrap(await serviceClient().rpc('restore_image', { p_user_id: user.id, p_image_id: id }));
  return Response.json(await readPicture(client, id));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
