import type { App } from '@supabase/lite';

type Fetch = App['fetch'];

/**
 * Reads a request before it is answered. Who refuses in the middle of a body closes the connection, and takes the next request on
 * it along.
 */
export function readWhole(fetch: Fetch): Fetch {
  return async (request, ...context) => fetch(await whole(request), ...context);
}

/** In the pieces in which it came: joined to one, it would be copied three times. */
async function whole(request: Request): Promise<Request> {
  if (!request.body) return request;
  const { url, method, headers } = request;
  const pieces: Uint8Array[] = [];
  for await (const piece of request.body) pieces.push(piece);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  return new Request(url, { method, headers, body, duplex: 'half' } as RequestInit);
}
