import { checkCronSecret } from '@/lib/auth/require-user';
import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { describeMetrics } from '@/lib/metrics/describe-metrics';
import { formatMetrics } from '@/lib/metrics/format-metrics';
import { readMetrics } from '@/lib/metrics/read-metrics';

export const GET = handleRoute(async (request) => {
  checkCronSecret(request);
  const text = formatMetrics(describeMetrics(await readMetrics()));
  return new Response(text, { headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
