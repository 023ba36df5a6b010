import { connect } from 'node:net';

interface RawRequest {
  path: string;
  headers: Record<string, string>;
  /** What is sent of the body; nothing more comes after it. */
  part: Uint8Array;
  /** What the headers say will come. */
  length: number;
}

/** A request as no client library would send it. Its answer is everything that came until the server closed the connection. */
export function sendRaw(base: string, { path, headers, part, length }: RawRequest) {
  const { hostname, port, host } = new URL(base);
  const socket = connect(Number(port), hostname);
  const head = Object.entries({ Host: host, 'Content-Length': String(length), ...headers });
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  // A connection that is reset is closed too.
  socket.on('error', () => undefined);
  socket.write(
    `POST ${path} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  socket.write(part);
  const startedAt = performance.now();
  const closed = new Promise((resolve) => socket.once('close', resolve)).then(() => ({
    answer: Buffer.concat(received).toString(),
    tookMs: performance.now() - startedAt,
  }));
  return { closed, end: () => socket.destroy() };
}
