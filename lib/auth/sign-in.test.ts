import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { safeNext } from './sign-in';

test.each([
  ['/image-generator?topic=1#a', '/image-generator?topic=1#a'],
  ['/a/../b', '/b'],
  [undefined, '/image-generator'],
  ['', '/image-generator'],
  [['/a', '/b'], '/image-generator'],
  ['https://evil.example/', '/image-generator'],
  ['//evil.example/', '/image-generator'],
  ['/\\evil.example/', '/image-generator'],
  ['/\t/evil.example/', '/image-generator'],
  ['/a/..//evil.example', '/image-generator'],
  ['javascript:alert(1)', '/image-generator'],
])('%j leads to %s', (wanted, path) => {
  expect(safeNext(wanted)).toBe(path);
});

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-visitor-address': '203.0.113.9' }),
  cookies: async () => ({ getAll: () => [], set: () => undefined }),
}));

const asked: { headers: IncomingHttpHeaders; body: Record<string, unknown> }[] = [];
const auth = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
  response.writeHead(400, { 'content-type': 'application/json' }).end('{"code":"invalid_credentials"}');
});
await new Promise<void>((resolve) => auth.listen(0, '127.0.0.1', resolve));
afterAll(() => auth.close());

beforeEach(() => {
  vi.resetModules();
  asked.length = 0;
  vi.stubEnv('SUPABASE_URL', `http://127.0.0.1:${(auth.address() as AddressInfo).port}`);
  vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_x');
});

async function signIn(secretKey: string, form: Record<string, string> = {}) {
  vi.stubEnv('SUPABASE_SECRET_KEY', secretKey);
  const { captchaOf, signInClient } = await import('./sign-in');
  const data = new FormData();
  for (const [name, value] of Object.entries(form)) data.set(name, value);
  const captcha = captchaOf(data);
  const client = await signInClient(captcha);
  await client.auth.signInWithPassword({
    email: 'ana@example.com',
    password: 'guess',
    ...(captcha && { options: captcha }),
  });
  return asked[0];
}

test("a hosted project is told the visitor's address, which it takes with a secret key", async () => {
  const { headers } = (await signIn('sb_secret_x')) ?? {};
  expect(headers).toMatchObject({ apikey: 'sb_secret_x', 'sb-forwarded-for': '203.0.113.9' });
});

test('not with a key of the older kind, with which it takes none', async () => {
  const { headers } = (await signIn('eyJ.legacy.key')) ?? {};
  expect(headers).toMatchObject({ apikey: 'sb_publishable_x' });
  expect(headers).not.toHaveProperty('sb-forwarded-for');
});

test('the answer to a captcha is passed on with the publishable key, with which it is checked', async () => {
  const { headers, body } = (await signIn('sb_secret_x', { 'cf-turnstile-response': 'solved' })) ?? {};
  expect(headers?.apikey).toBe('sb_publishable_x');
  expect(body?.gotrue_meta_security).toEqual({ captcha_token: 'solved' });
});
