import fc from 'fast-check';
import type { BadRequest } from './bad-request';
import { crossSite, noSession } from './credentials';
import { badPathId } from './ids';
import { headerText, oddText } from './odd-texts';
import { everyPage } from './pages';
import type { World } from './world';

const PAGES = everyPage('11111111-1111-4111-8111-111111111111');

/** A page, the way to signing in or to another address, the page that says that there is none, or a refusal. */
const SHOWN = [200, 206, 304, 307, 308, 400, 403, 404, 405, 412, 416, 421];

const encode = (text: string) => encodeURIComponent(text.toWellFormed()).slice(0, 3000).replace(/%.?$/, '');

const query = fc
  .tuple(
    fc.constantFrom(
      'next',
      'fault',
      'code',
      'topic',
      '_rsc',
      'x',
      '__proto__',
      'url',
      'amp',
      'q',
      'cursor',
      'nxtPtopicId',
    ),
    fc.oneof(
      oddText.map(encode),
      fc.constantFrom('%', '%ff', '%E0%A4%A', '//evil.example', '/\\evil.example', 'javascript:alert(1)'),
    ),
  )
  .map(([name, value]) => `?${name}=${value}&${name}=${value}`);

const path = fc.oneof(
  fc.constantFrom(...PAGES),
  fc.tuple(fc.constantFrom(...PAGES), badPathId).map(([page, step]) => `${page === '/' ? '' : page}/${step}`),
  fc.array(badPathId, { minLength: 1, maxLength: 3 }).map((steps) => `/${steps.join('/')}`),
  fc.constantFrom(
    '/nowhere',
    '/login/x',
    '/image-generator/me',
    '/_next/nowhere',
    '/_next/static/%ff',
    '//login',
    '/login/',
    '/.env',
    '/%2e%2e/etc',
    '/image-generator/%ff',
    '/_global-error',
    '/_global-error/x',
    '/_global-error.rsc',
    '/%5fglobal-error',
    '/./_global-error',
    '/x/..\\_global-error',
    '//_global-error',
    '/_not-found',
    '/_error',
    '/_document',
    '/404',
    '/500',
    '/index',
    '/login.rsc',
    '/login.txt',
    '/login.segments/_tree.segment.rsc',
    '/_next/image',
    '/_next/image?url=%2Ficon.svg&w=640&q=75',
    '/_next/image?url=http%3A%2F%2Fevil.example&w=x&q=-1',
    '/_next/data/x/login.json',
    '/_next/data/%ff',
    '/_next/webpack-hmr',
    '/__nextjs_original-stack-frame',
    '/__nextjs_font/x',
  ),
);

/** What proxies add, what browsers and Next's own client send, and what Next tells itself from one part to the other. */
const ODD_HEADERS = `
  Accept Accept-Encoding Accept-Language Cookie Forwarded If-Modified-Since If-None-Match Origin Purpose Range Referer
  Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site User-Agent Via Traceparent Content-Type Content-Encoding CDN-Loop CF-Connecting-IP
  X-Forwarded-For X-Forwarded-Host X-Forwarded-Port X-Forwarded-Prefix X-Forwarded-Proto X-Forwarded-Scheme X-Forwarded-Server
  X-Real-IP X-Scheme X-Original-URL X-Rewrite-URL X-HTTP-Method-Override
  X-Nonce X-Page-Path Content-Security-Policy
  RSC Next-Action Next-HMR-Refresh Next-Instant-Navigation-Testing Next-Resume Next-Router-Prefetch Next-Router-Segment-Prefetch
  Next-Router-State-Tree Next-Url X-Action-Forwarded X-Invoke-Error X-Invoke-Output X-Invoke-Path X-Invoke-Query X-Invoke-Status
  X-Matched-Path X-Middleware-Invoke X-Middleware-Next X-Middleware-Override-Headers X-Middleware-Redirect X-Middleware-Request-X
  X-Middleware-Rewrite X-Middleware-Set-Cookie X-Middleware-Skip X-Middleware-Subrequest X-Next-Cache-Tags
  X-Next-Resume-State-Length X-Next-Revalidate-Tag-Token X-Next-Revalidated-Tags X-Nextjs-Data X-Nextjs-Deployment-Id
  X-Nextjs-Html-Request-Id X-Nextjs-Matched-Path X-Nextjs-Request-Id X-Now-Route-Matches X-Prerender-Revalidate
  X-Prerender-Revalidate-If-Generated X-Vercel-Id`
  .trim()
  .split(/\s+/);

const headerValue = fc.oneof(
  headerText,
  fc.constantFrom(
    '1',
    '500',
    '%ff',
    '/login',
    '/_global-error',
    'http://evil.example',
    'https',
    'a, b',
    '127.0.0.1:99999',
    '[::1',
    'null',
    '[]',
    '{}',
    '["",{}]',
    '["",{"children":["__PAGE__",{}]},null,null,16]',
    '%5B%22%22%2C%7B%22children%22%3A%5B%5B%22topicId%22%2C%22x%22%2C%22d%22%5D%2C%7B%7D%5D%7D%5D',
    '["",{"children":5}]',
    '/_tree',
    '/__PAGE__',
    'proxy:proxy:proxy:proxy:proxy',
    'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware',
  ),
);

const odd = fc.oneof(
  fc
    .tuple(
      fc.dictionary(fc.constantFrom(...ODD_HEADERS), headerValue, { maxKeys: 3 }),
      fc.constantFrom({}, { RSC: '1' }),
    )
    .map(([headers, rsc]): Record<string, string> => ({ ...headers, ...rsc })),
  headerText.map((text) => ({ Cookie: `locale=${text}; timezone=${text}` })),
);

const multipart = (body: string) => ({
  body,
  headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
});
const field = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--x--\r\n`;

/** Requests for pages that make no sense to them. */
export function pageRequests(world: World): fc.Arbitrary<BadRequest> {
  const own = { Origin: `http://${world.host}` };
  const formPage = fc.constantFrom('/login', '/signup', '/');
  const action = fc.constantFrom('x', '0'.repeat(42), '__proto__', '40'.repeat(21));
  const looks = fc
    .tuple(
      fc.constantFrom('GET', 'HEAD'),
      path,
      fc.oneof(fc.constant(''), query),
      fc.oneof({ weight: 3, arbitrary: odd }, noSession(world)),
      fc.boolean(),
    )
    .map(([method, page, search, headers, signedIn]) => ({
      method,
      path: page + search,
      headers: { ...(signedIn && { Cookie: world.cookie }), ...headers },
      statuses: SHOWN,
    }));
  return fc.oneof(
    { weight: 6, arbitrary: looks },
    fc
      .tuple(fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'), formPage)
      .map(([method, page]) => ({ method, path: page, headers: own, statuses: [405] })),
    // Server actions and forms: from elsewhere, of no kind that a page takes, too large, broken, or of no action.
    fc.tuple(formPage, crossSite(world), action).map(([page, headers, id]) => ({
      method: 'POST',
      path: page,
      body: '[]',
      headers: { ...headers, 'Next-Action': id },
      statuses: [403],
    })),
    fc
      .tuple(
        formPage,
        fc.constantFrom('', 'text/plain', 'application/json', 'application/x-www-form-urlencoded'),
        oddText,
      )
      .map(([page, type, body]) => ({
        method: 'POST',
        path: page,
        body: `x${body}`,
        headers: { ...own, ...(type && { 'Content-Type': type }) },
        statuses: [415],
      })),
    fc.tuple(formPage, action, oddText).map(([page, id, text]) => ({
      method: 'POST',
      path: page,
      body: `x${text}`,
      headers: { ...own, 'Next-Action': id },
      statuses: [400],
    })),
    fc.tuple(formPage, fc.constantFrom('0'.repeat(42), '40'.repeat(21))).map(([page, id]) => ({
      method: 'POST',
      path: page,
      body: '[]',
      headers: { ...own, 'Next-Action': id, 'Content-Type': 'text/plain;charset=UTF-8' },
      statuses: [409],
    })),
    fc.tuple(formPage, oddText).map(([page, text]) => ({
      method: 'POST',
      path: page,
      body: `--x\r\n${text}`,
      headers: { ...own, 'Content-Type': 'multipart/form-data; boundary=y' },
      statuses: [400],
    })),
    fc
      .tuple(
        formPage,
        fc.constantFrom('a', '$ACTION_ID_x', '$ACTION_REF_1', '$ACTION_1:0', '__proto__', '0'),
        oddText,
      )
      .map(([page, name, text]) => {
        const { body, headers } = multipart(field(name, text.replaceAll('--x', '')));
        return { method: 'POST', path: page, body, headers: { ...own, ...headers }, statuses: [400] };
      }),
    formPage.map((page) => {
      const { body, headers } = multipart(field('a', 'x'.repeat(70_000)));
      return { method: 'POST', path: page, body, headers: { ...own, ...headers }, statuses: [413] };
    }),
  );
}
