import fc from 'fast-check';
import type { BadRequest } from './bad-request';
import { crossSite, noSession } from './credentials';
import { badPathId } from './ids';
import { headerText, oddText } from './odd-texts';
import type { World } from './world';

const PAGES = ['/', '/login', '/signup', '/image-generator', '/auth/callback'];

/** A page, the way to signing in, or the page that says that there is none. */
const SHOWN = [200, 307, 308, 404];

const encode = (text: string) => encodeURIComponent(text.toWellFormed()).slice(0, 3000).replace(/%.?$/, '');

const query = fc
  .tuple(
    fc.constantFrom('next', 'fault', 'code', 'topic', '_rsc', 'x', '__proto__'),
    fc.oneof(
      oddText.map(encode),
      fc.constantFrom('%', '%ff', '%E0%A4%A', '//evil.example', '/\\evil.example', 'javascript:alert(1)'),
    ),
  )
  .map(([name, value]) => `?${name}=${value}&${name}=${value}`);

const path = fc.oneof(
  fc.constantFrom(...PAGES),
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
  ),
);

const ODD_HEADERS = [
  'Accept-Language',
  'Accept',
  'Cookie',
  'X-Forwarded-Proto',
  'X-Forwarded-Host',
  'X-Nonce',
  'X-Page-Path',
  'Content-Security-Policy',
  'RSC',
  'Next-Router-State-Tree',
  'Next-Router-Prefetch',
  'Next-Url',
  'X-Middleware-Subrequest',
  'X-Matched-Path',
  'X-Middleware-Rewrite',
  'Purpose',
];

const odd = fc.oneof(
  fc.dictionary(fc.constantFrom(...ODD_HEADERS), headerText, { maxKeys: 3 }),
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
  return fc.oneof(
    fc
      .tuple(
        fc.constantFrom('GET', 'HEAD'),
        path,
        fc.oneof(fc.constant(''), query),
        fc.oneof(odd, noSession(world)),
      )
      .map(([method, page, search, headers]) => ({
        method,
        path: page + search,
        headers: { ...headers },
        statuses: SHOWN,
      })),
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
