import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import type { App } from '@supabase/lite';

interface EmbeddedServer {
  /** From here on requests are answered; those that came before waited. */
  serve(fetch: App['fetch']): void;
  close(): Promise<void>;
}

const LAST_ANSWERS_MS = 2_000;

/** Binds the port on 127.0.0.1 before anything else is done, so that a taken port is told at once. */
export async function listen(port: number, waitMs: number): Promise<EmbeddedServer> {
  const ready = Promise.withResolvers<App['fetch']>();
  const server = createAdaptorServer({
    fetch: async (request, { incoming }) => {
      const fetch = await ready.promise;
      return fetch(request, { peerAddress: incoming.socket.remoteAddress ?? null });
    },
  });
  const deadline = Date.now() + waitMs;
  while (!(await bind(server, port))) {
    if (Date.now() >= deadline) {
      throw new Error(
        `Port ${port} is in use by another program: stop it or set another EMBEDDED_SUPABASE_PORT`,
      );
    }
    await sleep(100);
  }
  return {
    serve: ready.resolve,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await Promise.race([closed.promise, sleep(LAST_ANSWERS_MS)]);
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

async function bind(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<boolean> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}
