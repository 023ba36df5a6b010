import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { acceptUpload, takeUploadAllowance } from '@/lib/uploads/accept-upload';
import { readUpload, withBodyInMemory } from '@/lib/uploads/read-upload';
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/schema';

export const POST = handleRoute(async (request) => {
  const { user } = await requireUser(request);
  await takeUploadAllowance(user.id);
  const upload = await withBodyInMemory(request, { owner: user.id, maxBytes: MAX_UPLOAD_BYTES }, async () =>
    acceptUpload(user.id, await readUpload(request)),
  );
  return Response.json(upload, { status: 201, headers: { Location: upload.url } });
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
