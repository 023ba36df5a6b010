import { expect, test, vi } from 'vitest';

/** Settings are read once: each secret needs a fresh copy of the module. */
async function refusal(secret: string | undefined, authorization?: string) {
  vi.resetModules();
  vi.stubEnv('CRON_SECRET', secret);
  const { checkCronSecret } = await import('./require-user');
  const { handleRoute } = await import('@/lib/http/handle-route');
  const route = handleRoute(async (request) => {
    checkCronSecret(request);
    return new Response(null, { status: 204 });
  });
  const headers = authorization === undefined ? {} : { authorization };
  return (await route(new Request('http://any/api/metrics', { headers }), undefined)).status;
}

test.each([undefined, '', '  '])(
  'without a secret (%j) the route is not configured, whatever is sent',
  async (secret) => {
    for (const authorization of [undefined, 'Bearer undefined', 'Bearer ', `Bearer ${secret}`])
      expect(await refusal(secret, authorization)).toBe(503);
  },
);

test('with a secret only that opens', async () => {
  for (const authorization of [
    undefined,
    '',
    'Bearer',
    'Bearer undefined',
    'sesame',
    'Bearer Sesame',
    'bearer sesame',
  ])
    expect(await refusal('sesame', authorization)).toBe(401);
  expect(await refusal('sesame', 'Bearer sesame')).toBe(204);
});
