import fc from 'fast-check';
import type { BadRequest } from './bad-request';
import { oddText } from './odd-texts';
import { actionIds } from './pages';
import type { World } from './world';

/** Refused, or taken for what it is: nothing that a person could have meant. */
const ANSWERS = [200, 303, 400, 403, 404, 409, 413, 415, 421, 429];

const REFERENCES =
  '$1 $5 $F1 $L1 $@1 $@ $Q1 $W1 $K1 $Kx $K $B1 $R1 $r1 $X1 $x1 $n $nabc $n5 $D $Dx $NaN $Infinity $-0 $h1 $i1 $S $Sx $T $T1 $Z $undefined $$ $ $1:a:b $1:__proto__ $A1 $O1 $o1 $U1 $M1 $V1'.split(
    ' ',
  );

const json = (value: unknown) => JSON.stringify(value) ?? 'null';

/** Arguments as React would read them: of the wrong kinds, referring to what is not there, nested, or no list. */
const root: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.oneof(fc.constantFrom(...REFERENCES), fc.jsonValue()), { maxLength: 4 }).map(json),
  fc.constantFrom(...REFERENCES).map((text) => json([{ a: [text] }, text])),
  fc.jsonValue().map(json),
  fc.constantFrom(
    '',
    '[',
    '{}',
    'null',
    '"$K1"',
    '[]x',
    '\uFEFF[]',
    '[1,]',
    `${'['.repeat(20_000)}`,
    '["$undefined","$K1"]',
  ),
  fc.nat(30_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  oddText,
);

type Field = [name: string, value: string];

/** Fields with which a form names its action and its state, tampered with. No address here is one, so that nobody is signed up. */
function fields(ids: string[]): fc.Arbitrary<Field[]> {
  const id = fc.constantFrom(...ids, ids[0]?.slice(1) ?? '', '40'.repeat(21), 'x', '__proto__');
  const bound = fc.oneof(
    fc
      .tuple(id, fc.constantFrom<unknown>('$@1', '$@2', '$1', null, [], '$F1', 5, undefined))
      .map(([action, state]) => json({ id: action, bound: state })),
    root,
  );
  const name = fc.constantFrom(
    '0',
    '1',
    '1_email',
    '1_password',
    '_1_email',
    'email',
    '__proto__',
    '2_',
    '$ACTION_KEY',
  );
  return fc
    .tuple(
      fc.array(fc.oneof(fc.tuple(name, root), fc.tuple(oddText, oddText)), { maxLength: 4 }),
      fc.subarray(['ref', 'bound', 'state', 'id', 'root']),
      bound,
      root,
      id,
    )
    .map(([some, parts, description, state, action]): Field[] => [
      ...some,
      ...(parts.includes('ref') ? [['$ACTION_REF_1', ''] satisfies Field] : []),
      ...(parts.includes('bound') ? [['$ACTION_1:0', description] satisfies Field] : []),
      ...(parts.includes('state') ? [['$ACTION_1:1', state] satisfies Field] : []),
      ...(parts.includes('id') ? [[`$ACTION_ID_${action}`, ''] satisfies Field] : []),
      ...(parts.includes('root') ? [['0', state] satisfies Field] : []),
    ]);
}

/** Ways to write a form, right ones among them. */
function written(list: Field[]): fc.Arbitrary<{ body: string; type: string }> {
  return fc
    .record({
      line: fc.constantFrom('\r\n', '\r\n', '\r\n', '\n'),
      before: fc.constantFrom('', '', '', 'preamble\r\n', '\r\n'),
      end: fc.constantFrom('--\r\n', '--\r\n', '--', '', '--x', '-'),
      head: fc.constantFrom(
        'Content-Disposition: form-data; ',
        'Content-Disposition: form-data; ',
        'content-disposition:form-data;',
        'Content-Disposition: attachment; ',
        'Content-Transfer-Encoding: base64\r\nContent-Disposition: form-data; ',
        'Content-Type: text/plain; charset=utf-16\r\nContent-Disposition: form-data; ',
        'X\r\nContent-Disposition: form-data; ',
      ),
      tail: fc.constantFrom('', '', '', '; filename="x"', "; filename*=UTF-8''x", '; name="0"'),
      type: fc.constantFrom(
        'multipart/form-data; boundary=b',
        'multipart/form-data; boundary=b',
        'multipart/form-data; boundary="b"',
        'Multipart/Form-Data; boundary=b',
        'multipart/form-data; charset=utf-16; boundary=b',
        'multipart/form-data; boundary=b; boundary=c',
        'multipart/form-data',
        'multipart/form-data; boundary=',
        'multipart/form-datax; boundary=b',
        'multipart/mixed; boundary=b',
        'application/x-www-form-urlencoded',
        'text/plain;charset=UTF-8',
      ),
    })
    .map(({ line, before, end, head, tail, type }) => {
      const parts = list.map(([name, value]) =>
        ['--b', `${head}name="${name.replace(/["\r\n]/g, '')}"${tail}`, '', value].join(line),
      );
      return { body: before + [...parts, `--b${end}`].join(line), type };
    });
}

/** Calls of the actions of our pages, from our own pages, with what none of these would send. */
export function actionRequests(world: World): fc.Arbitrary<BadRequest> {
  // Those that take arguments; the others do what they are for whatever comes with the call.
  const ids = actionIds(
    'signIn',
    'signUp',
    'createAccount',
    'setPassword',
    'sendReset',
    'chooseLanguage',
    'rememberTimeZone',
  );
  const others = actionIds('tryIt', 'getMoreCredits', 'countHoldings');
  const own = { Origin: `http://${world.host}` };
  const page = fc.constantFrom(
    '/login',
    '/signup',
    '/',
    '/image-generator',
    '/gallery',
    '/nowhere',
    '/api-docs',
  );
  const session = fc.constantFrom({}, { Cookie: world.cookie });
  const unreadable = fc.constantFrom(
    ...[
      '',
      '[',
      '{}',
      'null',
      '"x"',
      '[]x',
      '\uFEFF[]',
      '["$F1"]',
      '["$K1"]',
      '["$@1"]',
      '["$nabc"]',
      '[{"a":["$Q1"]}]',
    ],
    '['.repeat(20_000),
    '['.repeat(70_000),
  );
  const called = fc.constantFrom(...ids, '40'.repeat(21), 'x', '');
  const sent = (path: string, body: string, headers: Record<string, string>): BadRequest => ({
    method: 'POST',
    path,
    body,
    headers: { ...own, ...headers },
    statuses: ANSWERS,
  });
  return fc.oneof(
    fc
      .tuple(page, fc.constantFrom(...ids), root, session)
      .map(([path, id, body, cookie]) =>
        sent(path, body, { ...cookie, 'Next-Action': id, 'Content-Type': 'text/plain;charset=UTF-8' }),
      ),
    fc.tuple(page, fc.constantFrom(...others), unreadable).map(([path, id, body]) => ({
      ...sent(path, body, { 'Next-Action': id, 'Content-Type': 'text/plain;charset=UTF-8' }),
      statuses: [400, 413],
    })),
    fc
      .tuple(page, fields(ids).chain(written), called, session, fc.boolean())
      .map(([path, { body, type }, id, cookie, script]) =>
        sent(path, body, { ...cookie, 'Content-Type': type, ...(script && { 'Next-Action': id }) }),
      ),
  );
}
