import fc from 'fast-check';
import type { BadRequest } from './bad-request';
import { brokenBody } from './broken-bodies';
import { crossSite, noSession } from './credentials';
import { badPathId } from './ids';
import { headerText } from './odd-texts';
import type { World } from './world';

/** What a route takes, as far as its neighbours need to know. */
export interface RouteSpec {
  methods: readonly ('GET' | 'POST' | 'PATCH' | 'DELETE')[];
  /** Its address; `id` stands where it has an id. */
  path: (id: string) => string;
  hasId?: boolean;
  auth: 'session' | 'secret' | 'none';
  /** Query strings of GET that are refused. */
  queries?: fc.Arbitrary<string>[];
  /** A body that POST, or else PATCH, would take, and such that it refuses with 400. */
  body?: { good: string; bad: fc.Arbitrary<string>; forms?: boolean };
  /** Requests of the account's own that the state does not allow. */
  refused?: (world: World) => fc.Arbitrary<Partial<BadRequest> & Pick<BadRequest, 'statuses'>>;
}

const METHODS = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH'] as const;

/** Methods that Next refuses by itself, without a body. */
const UNHEARD = ['PROPFIND', 'LINK', 'PURGE', 'SEARCH', 'M-SEARCH', 'TRACE'] as const;

const ODD_HEADERS = [
  'Accept',
  'Accept-Language',
  'Accept-Encoding',
  'Range',
  'If-None-Match',
  'If-Modified-Since',
  'User-Agent',
  'Referer',
  'X-Forwarded-For',
  'X-Forwarded-Proto',
  'X-Forwarded-Host',
  'X-Forwarded-Port',
  'Forwarded',
  'X-HTTP-Method-Override',
  'X-Middleware-Subrequest',
  'X-Invoke-Path',
  'X-Nextjs-Data',
  'X-Request-Id',
  'Traceparent',
  'X-Page-Path',
  'X-Nonce',
  'Priority',
];

const oddHeaders = fc.dictionary(fc.constantFrom(...ODD_HEADERS), headerText, { maxKeys: 2 });

/** Bad requests to one route: one fault each, with odd headers around it. */
export function routeRequests(spec: RouteSpec, world: World): fc.Arbitrary<BadRequest> {
  const { methods, path, hasId, auth, queries = [], body } = spec;
  const own = path(world.ownTask);
  const signedIn = { Authorization: `Bearer ${world.token}` };
  const served = (method: string) => (methods as readonly string[]).includes(method);
  const others = METHODS.filter((method) => !served(method));
  const writing = (['POST', 'PATCH'] as const).find(served);
  const json = body && { body: body.good, headers: { 'Content-Type': 'application/json' } };
  const base: BadRequest = { method: writing ?? 'GET', path: own, headers: {}, statuses: [] };
  const all: fc.Arbitrary<BadRequest>[] = [
    fc.constantFrom(...others).map((method) => ({ ...base, method, headers: signedIn, statuses: [405] })),
    fc.constantFrom(...UNHEARD).map((method) => ({ ...base, method, headers: signedIn, statuses: [400] })),
  ];
  if (auth !== 'none') {
    const secretless = fc.oneof(
      noSession(world),
      fc
        .constantFrom(
          'Bearer ',
          'Bearer undefined',
          'Bearer null',
          'sesame',
          'Bearer sesam',
          'bearer sesame',
          'Bearer sesame2',
        )
        .map((Authorization) => ({ Authorization })),
    );
    all.push(
      fc
        .tuple(auth === 'session' ? noSession(world) : secretless, fc.constantFrom(...methods))
        .map(([headers, method]) => ({
          ...base,
          ...(method === writing && json),
          method,
          headers: { ...headers },
          statuses: [401],
        })),
    );
  }
  if (auth === 'session' && methods.some((method) => method !== 'GET')) {
    const writes = methods.filter((method) => method !== 'GET');
    all.push(
      fc.tuple(crossSite(world), fc.constantFrom(...writes)).map(([headers, method]) => ({
        ...base,
        ...(method === writing && json),
        method,
        headers,
        statuses: [403],
      })),
    );
  }
  if (hasId) {
    const strange = fc.oneof(badPathId, fc.uuid(), fc.constant(world.foreignTask));
    all.push(
      fc.tuple(strange, fc.constantFrom(...methods)).map(([id, method]) => {
        const sent = method === 'PATCH' ? json : undefined;
        const headers = { ...signedIn, ...sent?.headers };
        return { ...base, ...sent, method, path: path(id), headers, statuses: [404] };
      }),
    );
  }
  for (const query of queries)
    all.push(
      query.map((text) => ({ ...base, method: 'GET', path: own + text, headers: signedIn, statuses: [400] })),
    );
  if (body) {
    all.push(
      body.bad.map((text) => ({
        ...base,
        body: text,
        headers: { ...signedIn, 'Content-Type': 'application/json' },
        statuses: [400],
      })),
      brokenBody(body.good, body.forms).map((part) => ({
        ...base,
        ...part,
        headers: { ...signedIn, ...part.headers },
      })),
    );
  }
  if (spec.refused)
    all.push(
      spec.refused(world).map((part) => ({ ...base, ...part, headers: { ...signedIn, ...part.headers } })),
    );
  return fc
    .tuple(fc.oneof(...all), oddHeaders)
    .map(([request, headers]) => ({ ...request, headers: { ...headers, ...request.headers } }));
}
