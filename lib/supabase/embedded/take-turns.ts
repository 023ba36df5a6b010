import type { App } from '@supabase/lite';
import { FairSemaphore } from '@/lib/fair-semaphore';

type Fetch = App['fetch'];

/** Bytes that come in. Lite copies and hashes them in its turn: for 20 MB that takes as long as a hundred statements. */
const UPLOAD = /^\/storage\/v1\/object\//;

/**
 * Lets one request at a time into a PGlite. It is one connection, and lite begins a transaction with the user's role on
 * it without waiting for an open one: whenever a request pauses inside of its transaction, another would run with its
 * role and be rolled back with it. Bodies are read before the turn, so that a slow upload holds up nobody. Uploads, the server
 * and each person, told by their token, take turns, so that nobody waits behind a row of another's.
 */
export function takeTurns(fetch: Fetch): Fetch {
  const turns = new FairSemaphore({ units: 1, perOwner: 1 });
  return async (request, ...context) => {
    const whole = await readWhole(request);
    const uploads = UPLOAD.test(new URL(request.url).pathname) && whole.body;
    const owner = uploads ? 'uploads' : (request.headers.get('authorization') ?? 'anybody');
    return turns.run({ owner }, async () => fetch(whole, ...context));
  };
}

/** In the pieces in which it came: joined to one, it would be copied three times. */
async function readWhole(request: Request): Promise<Request> {
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
