import { randomUUID } from 'node:crypto';
import { channel, subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { settings } from '@/lib/env';

/** Where the server notes the address; see follow-visitors. */
const VISITOR_HEADER = 'x-visitor-address';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const localNetwork = new BlockList();
localNetwork.addSubnet('10.0.0.0', 8);
localNetwork.addSubnet('172.16.0.0', 12);
localNetwork.addSubnet('192.168.0.0', 16);
localNetwork.addSubnet('fc00::', 7, 'ipv6');
localNetwork.addSubnet('fe80::', 10, 'ipv6');

const isIn = (list: BlockList, address: string) =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Whose request it is. A proxy on this machine is believed, one in the local network where `APP_URL` says that there is one; and of
 * what it says only the last address, which it saw itself: everything before may come from the visitor.
 */
export function visitorOf(
  peer: string,
  forwardedFor: string | string[] | undefined,
  behindProxy: boolean,
): string {
  const nearest = plain(peer);
  if (!isIn(loopback, nearest) && !(behindProxy && isIn(localNetwork, nearest))) return nearest;
  const last = plain([forwardedFor ?? ''].flat().join(',').split(',').at(-1) ?? '');
  return isIP(last) ? last : nearest;
}

/** Without what some write around an address: brackets, a port, IPv4 in the form of IPv6. */
function plain(written: string): string {
  return written
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/** The address of whoever sent these headers. On Vercel the platform notes it. */
export function visitorAddress(headers: Headers): string {
  return headers.get(process.env.VERCEL ? 'x-real-ip' : VISITOR_HEADER) ?? '';
}

/** What counts as one address: IPv6 by the /64 that a household is given. */
export function addressGroup(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname
    .slice(1, -1)
    .split('::');
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean));
  const missing = tail === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0);
  return [...(first ?? []), ...Array.from({ length: missing }, () => '0'), ...(last ?? [])]
    .slice(0, 4)
    .join(':');
}

const ANSWER_HEADER = 'x-answer-id';

const startSchema = z.object({
  request: z.custom<IncomingMessage>((value) => typeof value === 'object'),
  response: z.custom<ServerResponse>((value) => typeof value === 'object'),
});
const refusalSchema = z.object({ id: z.string(), status: z.number(), retryAfterSeconds: z.number() });

/** The server's hook and a page's action are bundled apart, so they have no variable in common. */
const refusals = channel('darkroom.refusals');

/**
 * Before Next sees a request: notes the visitor's address in a header that nobody can send, and keeps the answers to posts, so
 * that a server action can refuse by status too.
 */
export function followVisitors(): void {
  const open = new Map<string, ServerResponse>();
  subscribe('http.server.request.start', (message) => {
    const { request, response } = startSchema.parse(message);
    request.headers[VISITOR_HEADER] = visitorOf(
      request.socket.remoteAddress ?? '',
      request.headers['x-forwarded-for'],
      settings().APP_URL.length > 0,
    );
    delete request.headers[ANSWER_HEADER];
    if (request.method !== 'POST') return;
    const id = randomUUID();
    request.headers[ANSWER_HEADER] = id;
    open.set(id, response);
    response.once('close', () => open.delete(id));
  });
  refusals.subscribe((message) => {
    const { id, status, retryAfterSeconds } = refusalSchema.parse(message);
    const response = open.get(id);
    if (!response || response.headersSent) return;
    response.statusCode = status;
    response.setHeader('Retry-After', String(retryAfterSeconds));
  });
}

/** Makes the page that comes back from this server action a 429; on a platform without a server of ours it stays a 200. */
export function answerTooMany(headers: Headers, retryAfterSeconds: number): void {
  const id = headers.get(ANSWER_HEADER);
  if (id) refusals.publish({ id, status: 429, retryAfterSeconds });
}
