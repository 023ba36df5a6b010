import fc from 'fast-check';
import { headerText } from './odd-texts';
import type { World } from './world';

type Headers = Record<string, string>;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens that nobody signed for this account, or nobody at all. */
function badToken({ token, publishableKey }: World): fc.Arbitrary<string> {
  const [head = '', payload = '', signature = ''] = token.split('.');
  const soon = Math.floor(Date.now() / 1000) + 3600;
  const claims = { sub: '00000000-0000-0000-0000-000000000000', role: 'service_role', exp: soon };
  return fc.oneof(
    fc.constantFrom(
      'nonsense',
      'undefined',
      'null',
      '..',
      'a.b.c',
      'e30.e30.e30',
      'gICA.gICA.gICA',
      `${token}.`,
      publishableKey,
    ),
    fc.constantFrom(
      `${head}.${payload}.`,
      `${head}.${payload}`,
      `${part({ alg: 'none' })}.${payload}.`,
      `.${payload}.${signature}`,
    ),
    fc.constant(`${head}.${part(claims)}.${signature}`),
    fc
      .jsonValue()
      .map((value) => `${part({ alg: 'HS256', typ: 'JWT', kid: value })}.${part(claims)}.${signature}`),
    fc.jsonValue().map((value) => `${part(value)}.${part(value)}.${signature}`),
    fc
      .nat(token.length - 2)
      .map((at) => `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1, -1)}`),
    headerText,
  );
}

const sessionName = ({ cookie }: World) => /[^ =]+-session/.exec(cookie)?.[0] ?? '';

/** Session cookies that hold no session of anybody. */
function badCookie(world: World): fc.Arbitrary<string> {
  const session = fc.record({
    access_token: badToken(world),
    refresh_token: fc.oneof(fc.constant('x'), fc.jsonValue()),
    expires_at: fc.oneof(fc.constantFrom(1, 9_999_999_999, null, 'x', -1), fc.double()),
    user: fc.constantFrom(null, {}, { id: 'x' }),
  });
  const value = fc.oneof(
    session.map((value) => `base64-${part(value)}`),
    fc.jsonValue().map((value) => `base64-${part(value)}`),
    fc.constantFrom('', 'base64-', 'base64-%%%', 'base64-gICA', '{', 'undefined', 'x'.repeat(7000)),
    headerText.map((text) => text.replace(/[;,\s]/g, '_')),
  );
  const name = fc
    .constantFrom('', '.0', '.1', '.x', '-code-verifier')
    .chain((end) => fc.constantFrom(`sb-127-auth-token${end}`, sessionName(world) + end));
  return fc
    .array(fc.tuple(name, value), { minLength: 1, maxLength: 2 })
    .map((cookies) => cookies.map(([key, text]) => `${key}=${text}`).join('; '));
}

/** Headers of somebody who is not signed in. */
export const noSession = (world: World): fc.Arbitrary<Headers> =>
  fc.oneof(
    fc.constant({}),
    badToken(world).map((token) => ({ Authorization: `Bearer ${token}` })),
    fc
      .tuple(fc.constantFrom('Basic', 'bearer:', 'Bearer', 'Token', '', 'Bearer Bearer'), badToken(world))
      .map(([scheme, token]) => ({ Authorization: `${scheme} x ${token}` })),
    badCookie(world).map((cookie) => ({ Cookie: cookie })),
  );

/** Headers of a write that another site's page sends with the account's cookies. */
export const crossSite = ({ cookie, host }: World): fc.Arbitrary<Headers> =>
  fc
    .constantFrom<Headers>(
      {},
      { Origin: 'null' },
      { Origin: 'https://example.com' },
      { Origin: `http://${host}.example.com` },
      { Origin: host },
      { Origin: 'http://127.0.0.1' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
      { 'Sec-Fetch-Site': 'same-origin, cross-site' },
    )
    .map((headers) => ({ Cookie: cookie, ...headers }));
