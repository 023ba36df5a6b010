import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { settings } from '@/lib/env';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** The hosts that a request names, as a proxy before us saw it first, with their ports where they have one. */
export function hostsOf(headers: Headers): string[] {
  return ['x-forwarded-host', 'host'].flatMap((name) =>
    (headers.get(name) ?? '').split(',').flatMap((host) => host.trim() || []),
  );
}

/**
 * Whether a request is for us. With the embedded Supabase whoever reaches the app may use it on the owner's key, and a page
 * of any site reaches it once its own name leads here (DNS rebinding): so we answer to loopback names, to `HOST` and `APP_URL`,
 * and to this machine's own addresses, which no site can have. A request that names no host comes from no browser.
 */
export function isAnswered(headers: Headers): boolean {
  return settings().SUPABASE_URL !== undefined || hostsOf(headers).every(isOurs);
}

function isOurs(host: string): boolean {
  // Nothing that a URL would take for more than a host and a port.
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$|\.$/g, '$1');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const { HOST, APP_URL } = settings();
  if (name === HOST?.toLowerCase() || APP_URL.some((url) => new URL(url).hostname === name)) return true;
  const family = isIP(name);
  if (family === 0) return false;
  return loopback.check(name, family === 6 ? 'ipv6' : 'ipv4') || isOwnAddress(name);
}

function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((own) => own?.some((one) => one.address === address));
}

/** Whether the browser says that a request comes from our own pages: of the host that was asked, or of `APP_URL`. */
export function isSameOrigin({ headers }: Pick<Request, 'headers'>): boolean {
  if (headers.get('sec-fetch-site') === 'same-origin') return true;
  const origin = givenOrigin(headers);
  if (!origin) return false;
  return (
    settings().APP_URL.includes(origin.origin) ||
    hostsOf(headers).some((host) => urlOf(origin.protocol, host)?.host === origin.host)
  );
}

/** The address under which the browser sees us: what it says itself, then the `APP_URL` of that name, the first, then what was asked. */
export function seenOrigin(headers: Headers): string {
  const [host = 'localhost'] = hostsOf(headers);
  return (
    givenOrigin(headers)?.origin ??
    appUrlOf(headers) ??
    settings().APP_URL[0] ??
    urlOf(saysHttps(headers) ? 'https:' : 'http:', host)?.origin ??
    'http://localhost'
  );
}

/** Whether the browser reached us, or the proxy before us, over https. */
export function isHttps(headers: Headers): boolean {
  const known = givenOrigin(headers)?.protocol ?? appUrlOf(headers);
  return saysHttps(headers) || (known?.startsWith('https:') ?? false);
}

const saysHttps = (headers: Headers) =>
  headers.get('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase() === 'https';

function givenOrigin(headers: Headers): URL | null {
  const origin = headers.get('origin');
  return origin && /^https?:/.test(origin) && URL.canParse(origin) ? new URL(origin) : null;
}

/** `Host $host` of nginx has lost the port. */
function appUrlOf(headers: Headers): string | undefined {
  const names = hostsOf(headers).map((host) => urlOf('http:', host)?.hostname);
  return settings().APP_URL.find((url) => names.includes(new URL(url).hostname));
}

/** A host as the browser writes it in an origin: without the port that goes without saying. */
function urlOf(protocol: string, host: string): URL | null {
  const url = `${protocol}//${host}`;
  return URL.canParse(url) ? new URL(url) : null;
}
