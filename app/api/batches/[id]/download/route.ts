import { requireUser } from '@/lib/auth/require-user';
import { nameEntries } from '@/lib/downloads/names';
import { zipResponse } from '@/lib/downloads/zip-response';
import { readBatch } from '@/lib/generation/list-batches';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId } from '@/lib/http/read-request';

type Context = RouteContext<'/api/batches/[id]/download'>;

export const GET = handleRoute(async (request, { params }: Context, requestId) => {
  const { user, client } = await requireUser(request);
  const batch = await readBatch(client, pathId((await params).id));
  const pictures = nameEntries(batch?.tasks ?? [], 'slot');
  return zipResponse({ userId: user.id, pictures, title: batch?.prompt ?? '', requestId });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
