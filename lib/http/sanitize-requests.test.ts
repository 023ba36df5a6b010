import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sanitizeRequests } from './sanitize-requests';

let server: Server;

beforeAll(async () => {
  sanitizeRequests();
  server = createServer((request, response) => {
    const { method, url, headers } = request;
    response.end(
      JSON.stringify({ method, url, host: headers.host, state: headers['next-router-state-tree'] }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** What a handler sees of a request. */
async function seen(line: string, ...headers: string[]): Promise<Record<string, string>> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end([`${line} HTTP/1.1`, 'Host: here', 'Connection: close', ...headers, '', ''].join('\r\n'));
  const answer = await text(socket);
  return JSON.parse(/\{.*\}/.exec(answer)?.[0] ?? '{}') as Record<string, string>;
}

test.each(['foo://bar', 'file:///etc/passwd', 'http://[', 'http://x:99999/', '*', '/api/%'])(
  '%s is no path of ours',
  async (target) => {
    expect((await seen(`GET ${target}`)).url).toBe('/api/no-such-path');
  },
);

test.each([
  '/%',
  '/image-generator/%ff',
  '/login/%E0%A4%A',
  '/_global-error',
  '/_global-error/x',
  '/_global-error.rsc?_rsc=1',
  '/%5Fglobal-error',
  '/x/../_global-error',
  'http://here/_global-error',
])('%s is no page of ours', async (target) => {
  expect((await seen(`GET ${target}`)).url).toBe('/no-such-page');
});

test.each(['/', '/login?next=%2F', '/image-generator/%C3%A9', '//login', '/_global-errors', '/a?b=%ff'])(
  '%s stays as it is',
  async (target) => {
    expect(await seen(`GET ${target}`)).toMatchObject({ url: target, host: 'here' });
  },
);

test('a whole address is a path at the host that it names', async () => {
  expect(await seen('GET http://there:81/login?a=b')).toMatchObject({ url: '/login?a=b', host: 'there:81' });
});

test('TRACE gets a name that can be refused', async () => {
  expect((await seen('TRACE /')).method).toBe('UNSUPPORTED');
});

test('a state of the router that can not be read is left out', async () => {
  const tree = encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}] }, null, null, 16]));
  expect((await seen('GET /', `Next-Router-State-Tree: ${tree}`)).state).toBe(tree);
  for (const broken of [
    'x',
    '%',
    '%ff',
    '[]',
    '[""]',
    '["",{"children":5}]',
    '{}',
    'null',
    `["${'x'.repeat(9000)}`,
  ])
    expect((await seen('GET /', `Next-Router-State-Tree: ${broken}`)).state).toBeUndefined();
});
