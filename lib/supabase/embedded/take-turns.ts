import type { App } from '@supabase/lite';

type Fetch = App['fetch'];

/**
 * Lets one request at a time into a PGlite. It is one connection, and lite begins a transaction with the user's role on
 * it without waiting for an open one: whenever a request pauses inside of its transaction, another would run with its
 * role and be rolled back with it. Bodies are read before the turn, so that a slow upload holds up nobody.
 */
export function takeTurns(fetch: Fetch): Fetch {
  let last: Promise<unknown> = Promise.resolve();
  return async (request, ...context) => {
    const whole = await readWhole(request);
    const answer = last.then(() => fetch(whole, ...context));
    last = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  };
}

async function readWhole(request: Request): Promise<Request> {
  if (!request.body) return request;
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: await request.arrayBuffer() });
}
