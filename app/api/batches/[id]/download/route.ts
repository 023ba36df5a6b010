import { requireUser } from '@/lib/auth/require-user';
import { nameEntries } from '@/lib/downloads/name-entries';
import { readBatch } from '@/lib/downloads/read-batch';
import { zipResponse } from '@/lib/downloads/zip-response';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { pathId } from '@/lib/http/path-id';

type Context = RouteContext<'/api/batches/[id]/download'>;

export const GET = handleRoute(async (request, { params }: Context, requestId) => {
  const { user, client } = await requireUser(request);
  const tasks = await readBatch(client, pathId((await params).id));
  const pictures = nameEntries(tasks, 'slot');
  return zipResponse({ userId: user.id, pictures, title: tasks[0]?.prompt ?? '', requestId });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
