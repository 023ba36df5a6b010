import { expect, test, vi } from 'vitest';
import { supabaseFetch } from './supabase-fetch';

const REFRESH = 'http://here.invalid/auth/v1/token?grant_type=refresh_token';

async function asked(url: string, body: unknown): Promise<{ status: number; calls: number }> {
  const service = vi.fn(async () => new Response(null, { status: 204 }));
  vi.stubGlobal('fetch', service);
  const { status } = await supabaseFetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status, calls: service.mock.calls.length };
}

test.each([{}, [], true, null, 5, '', 'a\0b', 'a b', 'x'.repeat(2001)])(
  '%j is no refresh token: nobody is asked',
  async (token) => {
    expect(await asked(REFRESH, { refresh_token: token })).toEqual({ status: 400, calls: 0 });
  },
);

test('a refresh token and everything else go to the service', async () => {
  expect(await asked(REFRESH, { refresh_token: 'v4nh-Zk_9.a' })).toEqual({ status: 204, calls: 1 });
  expect(await asked('http://here.invalid/auth/v1/token?grant_type=password', {})).toEqual({
    status: 204,
    calls: 1,
  });
});
