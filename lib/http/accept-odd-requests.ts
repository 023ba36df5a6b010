import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const messageSchema = z.object({ request: z.custom<IncomingMessage>((value) => typeof value === 'object') });

/**
 * Node hands on requests that Next answers with 500: TRACE, which no Request object can have, and targets that are no
 * path (`*`, a whole address). They get a name and a path that it can refuse or serve. No request reaches a handler before.
 */
export function acceptOddRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = messageSchema.parse(message);
    if (request.method === 'TRACE') request.method = 'UNSUPPORTED';
    const target = request.url ?? '';
    if (target.startsWith('/')) return;
    const { pathname, search } = URL.canParse(target) ? new URL(target) : { pathname: '/', search: '' };
    request.url = pathname + search;
  });
}
