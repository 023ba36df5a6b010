/** Where to go after signing in: a path of this site, whatever the address bar asked for. */
export function safeNext(wanted: unknown): string {
  const home = '/image-generator';
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, 'http://here.invalid'))
    return home;
  const url = new URL(wanted, 'http://here.invalid');
  return url.origin === 'http://here.invalid' && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : home;
}
