import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const THINKS_MS = 2_000;

/** A Gemini that looks at nothing of what it is sent, and always answers with this picture: it takes next to no processor. */
export async function startQuickGemini(picture: Buffer) {
  const part = { inlineData: { mimeType: 'image/png', data: picture.toString('base64') } };
  const answer = Buffer.from(
    JSON.stringify({ candidates: [{ finishReason: 'STOP', content: { parts: [part] } }] }),
  );
  const seen = { requests: 0, largest: 0 };
  const server = createServer(async (request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    await once(request, 'end').catch(() => undefined);
    seen.requests += 1;
    seen.largest = Math.max(seen.largest, bytes);
    await wait(THINKS_MS);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
