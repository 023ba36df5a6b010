import { once } from 'node:events';
import { createServer, request as openRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

interface CountingProxy {
  url: string;
  /** Requests for stored objects since the last reset, and the bytes of their answers that were taken. */
  counts: { requests: number; bytes: number };
  reset(): void;
  close(): Promise<void>;
}

const OBJECTS = '/storage/v1/object/';

/** Stands between the app and Supabase and passes everything on as it comes, no faster than it is taken. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const counts = { requests: 0, bytes: 0 };
  const server = createServer((incoming, outgoing) => {
    const { url = '/', method } = incoming;
    const counted = url.startsWith(OBJECTS);
    if (counted) counts.requests += 1;
    const { host: _, ...headers } = incoming.headers;
    const onward = openRequest(target + url, { method, headers }, (answer) => {
      if (counted)
        answer.on('data', (chunk: Buffer) => {
          counts.bytes += chunk.length;
        });
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      // Whoever hangs up on one side is gone on the other.
      pipeline(answer, outgoing, () => answer.destroy());
    });
    onward.on('error', () => outgoing.destroy());
    pipeline(incoming, onward, () => undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    reset: () => Object.assign(counts, { requests: 0, bytes: 0 }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
