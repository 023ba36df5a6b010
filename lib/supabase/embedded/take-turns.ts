import type { App } from '@supabase/lite';

type Fetch = App['fetch'];

/**
 * Lets one request at a time into a PGlite. It is one connection, and lite opens a transaction with the user's role on
 * it for every request without waiting for the one before: interleaved, a request would run with another one's role and
 * commit or roll back another one's work. Bodies are read before the turn, so that a slow upload holds up nobody.
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
