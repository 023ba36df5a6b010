import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { acceptUpload } from '@/lib/uploads/accept-upload';
import { readUpload } from '@/lib/uploads/read-upload';

export const POST = handleRoute(async (request) => {
  const { user } = await requireUser(request);
  const upload = await acceptUpload(user.id, await readUpload(request));
  return Response.json(upload, { status: 201, headers: { Location: upload.url } });
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
