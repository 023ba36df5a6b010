import { after } from 'next/server';
import { requireUser } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { taskReader } from '@/lib/kinds/task-kinds';
import { runHousekeepingIfDue, sweepIfDue } from '@/lib/worker/housekeeping';
import { runAfterAnswer } from '@/lib/worker/run-after-answer';

export const maxDuration = 300;

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  const pending = await taskReader.pending(client);
  after(sweepIfDue);
  after(runHousekeepingIfDue);
  runAfterAnswer([]);
  return Response.json(pending);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
