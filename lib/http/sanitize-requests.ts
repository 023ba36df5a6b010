import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { z } from 'zod';

const messageSchema = z.object({ request: z.custom<IncomingMessage>((value) => typeof value === 'object') });

/** The API says 404 here, in its own form and to any method; a page says it to a person. */
const NO_SUCH_PATH = '/api/no-such-path';
const NO_SUCH_PAGE = '/no-such-page';

/** Pages that Next keeps for itself, and would answer with their own 500. */
const INTERNAL = /^\/_global-error(?![\w-])/i;

const STATE_TREE = 'next-router-state-tree';

/** The path and query of a target, or of a whole address (as proxies ask); another one where Next could not read it. */
function readTarget(target: string): { path: string; host?: string } {
  const isPath = target.startsWith('/');
  const whole = isPath ? `http://any${target}` : target;
  if (!URL.canParse(whole) || !/^(\/|https?:\/\/)/i.test(target)) return { path: NO_SUCH_PATH };
  const { host, pathname, search } = new URL(whole);
  const nothing = { path: /^\/api(?![\w-])/.test(pathname) ? NO_SUCH_PATH : NO_SUCH_PAGE };
  try {
    if (INTERNAL.test(decodeURIComponent(pathname))) return nothing;
  } catch {
    // An escape that stands for nothing.
    return nothing;
  }
  return isPath ? { path: target } : { path: pathname + search, host };
}

function isStateTree(header: string | string[]): boolean {
  try {
    return parseAndValidateFlightRouterState(header) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Node hands on requests that Next answers with 500: TRACE, which no Request object can have, targets that are no path, malformed
 * escapes, its own error page, a state of its router that it can't read. They get a name, a path and headers that it can
 * refuse or serve. No request reaches a handler before.
 */
export function sanitizeRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = messageSchema.parse(message);
    if (request.method === 'TRACE') request.method = 'UNSUPPORTED';
    const target = readTarget(request.url ?? '');
    // The host of a whole address goes before the header.
    if (target.host) request.headers.host = target.host;
    request.url = target.path;
    const state = request.headers[STATE_TREE];
    if (state !== undefined && !isStateTree(state)) delete request.headers[STATE_TREE];
  });
}
