import { cookies } from 'next/headers';
import { chooseLocale } from '@/i18n/choose-locale';
import { requireUser } from '@/lib/auth/require-user';
import { createGeneration } from '@/lib/generation/accept';
import { generateRequestSchema } from '@/lib/generation/request-schema';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readJson } from '@/lib/http/read-request';
import { acceptAndRun } from '@/lib/worker/run-after-answer';

export const maxDuration = 300;

export const POST = handleRoute(async (request, _context, requestId) => {
  const { user } = await requireUser(request);
  const body = await readJson(request, generateRequestSchema);
  const locale = chooseLocale((await cookies()).get('locale')?.value, request.headers.get('accept-language'));
  const response = await acceptAndRun(body.count, (places) =>
    createGeneration({ userId: user.id, locale, requestId, places }, body),
  );
  return Response.json(response, { status: 202 });
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods('POST');
