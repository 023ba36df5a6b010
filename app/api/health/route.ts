import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { checkHealth } from '@/lib/worker/check-health';

export const dynamic = 'force-dynamic';

export const GET = handleRoute(async () => {
  const health = await checkHealth();
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503 });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
