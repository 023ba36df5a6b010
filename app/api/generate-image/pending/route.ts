import { after } from 'next/server';
import { requireUser } from '@/lib/auth/require-user';
import { listPending } from '@/lib/generation/list-pending';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { runAfterAnswer } from '@/lib/worker/run-after-answer';
import { sweepIfDue } from '@/lib/worker/sweep';

export const maxDuration = 300;

export const GET = handleRoute(async (request) => {
  const { client } = await requireUser(request);
  const pending = await listPending(client);
  after(sweepIfDue);
  runAfterAnswer([]);
  return Response.json(pending);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
