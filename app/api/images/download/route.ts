import { type Caller, requireUser } from '@/lib/auth/require-user';
import { nameEntries } from '@/lib/downloads/names';
import { downloadQuerySchema, readIds, readSelection } from '@/lib/downloads/selection';
import { zipResponse } from '@/lib/downloads/zip-response';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readQuery } from '@/lib/http/read-request';

async function download({ user, client }: Caller, ids: string[], requestId: string): Promise<Response> {
  const { tasks, title } = await readSelection(client, ids);
  return zipResponse({ userId: user.id, pictures: nameEntries(tasks, 'order'), title, requestId });
}

export const GET = handleRoute(async (request, _, requestId) => {
  const caller = await requireUser(request);
  return download(caller, readQuery(request, downloadQuerySchema).ids, requestId);
});

export const POST = handleRoute(async (request, _, requestId) => {
  const caller = await requireUser(request);
  return download(caller, await readIds(request), requestId);
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods('GET', 'POST');
