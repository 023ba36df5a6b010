import type { App } from '@supabase/lite';
import { FairSemaphore } from '@/lib/fair-semaphore';

type Fetch = App['fetch'];

/** Bytes that come in. Lite copies and hashes them in its turn: for 20 MB that takes as long as a hundred statements. */
const UPLOAD = /^\/storage\/v1\/object\//;

/**
 * Lets one request at a time into a PGlite. It is one connection, and lite begins a transaction with the user's role on
 * it without waiting for an open one: whenever a request pauses inside of its transaction, another would run with its
 * role and be rolled back with it. Uploads, the server and each person, told by their token, take turns, so that nobody waits
 * behind a row of another's. A request that is still being sent would hold up everybody: it is to be read before.
 */
export function takeTurns(fetch: Fetch): Fetch {
  const turns = new FairSemaphore({ units: 1, perOwner: 1 });
  return async (request, ...context) => {
    const uploads = UPLOAD.test(new URL(request.url).pathname) && request.body;
    const owner = uploads ? 'uploads' : (request.headers.get('authorization') ?? 'anybody');
    return turns.run({ owner }, async () => fetch(request, ...context));
  };
}
