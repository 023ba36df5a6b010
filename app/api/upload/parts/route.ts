import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { takeUploadAllowance } from '@/lib/uploads/accept-upload';
import { readPart, withBodyInMemory } from '@/lib/uploads/read-upload';
import { PART_BYTES } from '@/lib/uploads/schema';
import { takePart } from '@/lib/uploads/take-part';

export const POST = handleRoute(async (request) => {
  const caller = await requireUser(request);
  await takeUploadAllowance(caller.user.id);
  const partial = await withBodyInMemory(request, { owner: caller.user.id, maxBytes: PART_BYTES }, async () =>
    takePart(caller, await readPart(request)),
  );
  return Response.json(partial);
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
