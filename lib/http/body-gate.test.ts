import { once } from 'node:events';
import { Agent, createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { guardBodies } from './body-gate';
import { readBytes } from './read-bytes';

const MB = 1024 * 1024;

let server: Server;
/** What a route does with the request; it answers with what this resolves to. */
let route: (request: Request) => Promise<string>;
/** How much of the body has been taken into memory. */
let taken = 0;

beforeAll(async () => {
  guardBodies();
  server = createServer(async (message, response) => {
    taken = 0;
    // As Next does it: from the first listener on, everything comes, whoever reads it.
    const body = new ReadableStream({
      start: (controller) => {
        message.on('data', (chunk) => {
          taken += chunk.length;
          controller.enqueue(new Uint8Array(chunk));
        });
        message.on('end', () => controller.close());
        message.on('error', (error) => controller.error(error));
      },
    });
    const request = new Request('http://any', { method: 'POST', body, duplex: 'half' } as RequestInit);
    response.end(await route(request).catch((error: { code: string }) => error.code));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
afterEach(() => vi.useRealTimers());

function send(part: Buffer, length: number) {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const received: string[] = [];
  socket.on('data', (chunk) => received.push(String(chunk)));
  socket.on('error', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nHost: any\r\nContent-Length: ${length}\r\n\r\n`);
  socket.write(part);
  return { socket, received, closed: new Promise((resolve) => socket.once('close', resolve)) };
}

const answered = ({ received }: { received: string[] }) =>
  vi.waitFor(() => expect(received.join('')).toContain('\r\n\r\n'), 10_000);

test('what nobody reads stays with who sends it, and passes by once the answer is there', async () => {
  const refuses = Promise.withResolvers<string>();
  route = () => refuses.promise;
  const sending = send(Buffer.alloc(20 * MB), 20 * MB);
  await vi.waitFor(() => expect(taken).toBeGreaterThan(0));
  await vi.waitFor(() => expect(sending.socket.writableLength, 'held back').toBeGreaterThan(10 * MB));
  expect(taken).toBeLessThan(0.5 * MB);
  refuses.resolve('no');
  await answered(sending);
  // The connection is as good as before: the next request is answered on it.
  route = async () => 'again';
  sending.socket.write('POST / HTTP/1.1\r\nHost: any\r\nContent-Length: 0\r\n\r\n');
  await vi.waitFor(() => expect(sending.received.join('')).toContain('again'), 10_000);
  sending.socket.destroy();
}, 30_000);

test('a body without an end is cut after the answer', async () => {
  route = async () => 'no';
  const sending = send(Buffer.alloc(60 * MB), 500 * MB);
  await sending.closed;
}, 30_000);

test('a body that is read comes whole', async () => {
  route = async (request) => String((await readBytes(request, { bytes: 10 * MB })).length);
  const sending = send(Buffer.alloc(9 * MB), 9 * MB);
  await vi.waitFor(() => expect(sending.received.join('')).toContain(String(9 * MB)), 10_000);
  sending.socket.destroy();
}, 30_000);

test('a body that is too large is told so after it was read, and kept by nobody', async () => {
  route = async (request) => String((await readBytes(request)).length);
  const sending = send(Buffer.alloc(2 * MB), 2 * MB);
  await vi.waitFor(() => expect(sending.received.join('')).toContain('payload_too_large'), 10_000);
  sending.socket.destroy();
}, 30_000);

test.each([
  ['stalls', 0],
  ['drips', 1],
])(
  'a body that %s is given up, and the connection with it',
  async (_, bytesPerSecond) => {
    route = async (request) => String((await readBytes(request)).length);
    const sending = send(Buffer.alloc(10), 10_000);
    const dripping = setInterval(() => sending.socket.write(Buffer.alloc(bytesPerSecond)), 1000);
    const startedAt = performance.now();
    await sending.closed;
    clearInterval(dripping);
    expect(sending.received.join('')).toContain('invalid_request');
    expect(performance.now() - startedAt).toBeGreaterThan(9_000);
  },
  30_000,
);

test.each([3000, 3 * MB])(
  'after a refused body of %i bytes that nobody read the connection serves the next request',
  async (size) => {
    const careless = createServer((_, response) => response.end('no')).listen(0, '127.0.0.1');
    await once(careless, 'listening');
    const { port } = careless.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (method: string, body?: Buffer) => {
      const sent = request({ port, agent, method }).end(body);
      const [response] = await once(sent, 'response');
      response.resume();
      await once(response, 'end');
      return response.statusCode;
    };
    expect(await ask('POST', Buffer.alloc(size))).toBe(200);
    expect(await ask('GET')).toBe(200);
    careless.closeAllConnections();
    careless.close();
  },
);
