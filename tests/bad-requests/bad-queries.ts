import fc from 'fast-check';
import { isId } from './ids';
import { oddText } from './odd-texts';

const encode = (text: string) => encodeURIComponent(text.toWellFormed());
/** Node.js itself refuses a request whose address and headers take more than 16 KB. */
const MAX_ENCODED = 8000;

/** A query whose last parameter of this name is not fine; what is behind another name is ignored. */
export function badQuery(
  name: string,
  isFine: (text: string) => boolean,
  near: fc.Arbitrary<string> = oddText,
): fc.Arbitrary<string> {
  const bad = fc
    .oneof(oddText, near)
    .map((text) => text.toWellFormed().slice(0, 2000))
    .filter((text) => !isFine(text))
    .map(encode)
    .filter((text) => text.length <= MAX_ENCODED);
  const escapes = fc
    .constantFrom('%', '%2', '%zz', '%00', '%ff', '%E0%A4%A', '%ud800')
    .filter((text) => !isFine(text));
  const before = fc.constantFrom(
    '',
    `${name}=&`,
    `${name}=5&`,
    'x=%&',
    '&&=&',
    '__proto__=1&',
    'constructor=1&',
  );
  return fc.tuple(before, fc.oneof(bad, escapes)).map(([first, value]) => `?${first}${name}=${value}`);
}

export const badLimit = badQuery(
  'limit',
  (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100,
  fc.oneof(
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom('0', '101', '+5', '5.0', '1e1', ' 5', '٥', '0x5'),
  ),
);

export const badTopic = badQuery(
  'topicId',
  isId,
  fc.uuid().map((id) => `${id} `),
);

const cursor = (values: unknown) => Buffer.from(JSON.stringify(values) ?? '').toString('base64url');

/** Cursors made of the wrong values. An empty one is none. */
const badCursor = (values: fc.Arbitrary<unknown>) =>
  badQuery('cursor', (text) => text === '', values.map(cursor));

const id = '11111111-1111-4111-8111-111111111111';
const now = '2026-01-01T00:00:00.000Z';

export const badBatchesCursor = badCursor(
  fc.oneof(
    fc.constantFrom<unknown>(
      [now],
      [now, id, id],
      [id, now],
      ['0000-01-01T00:00:00Z', id],
      ['2026-02-30T00:00:00Z', id],
      ['2026-01-01T24:00:00Z', id],
      ['+012026-01-01T00:00:00Z', id],
      ['infinity', id],
      ['now', id],
      [now, `${id}),id.gt.(`],
      [`${now}"),id.gt.("`, id],
      [0, id],
      [[now], [id]],
    ),
    fc.jsonValue(),
    fc.tuple(oddText, fc.constant(id)),
    fc.tuple(fc.constant(now), oddText),
  ),
);

export const badGalleryCursor = badCursor(
  fc.oneof(
    fc.constantFrom<unknown>([], [-1], [1.5], ['1'], [1e21], [2 ** 53], [null], [[1]], [1, 1], { 0: 1 }, 5),
    fc
      .jsonValue()
      .filter((value) => !(Array.isArray(value) && value.length === 1 && Number.isInteger(value[0]))),
  ),
);

/** Too long, or with a character that is no text: any other search is a good one. */
export const badSearch = fc.oneof(
  fc.constantFrom('%00', 'a%00b').map((text) => `?q=${text}`),
  fc
    .string({ unit: 'binary', minLength: 201, maxLength: 500 })
    .map((text) => text.toWellFormed())
    .filter((text) => [...text.trim()].length > 200)
    .map((text) => `?q=${encode(text)}`),
);

export const badTime = (name: 'from' | 'to') =>
  badQuery(
    name,
    (text) => /^\d{4}-\d\d-\d\dT\d\d/.test(text) && text >= '1970' && !Number.isNaN(Date.parse(text)),
    fc.constantFrom('now', 'infinity', '1969-12-31T00:00:00Z', '0000-01-01T00:00:00Z', '2026-01-01', '0'),
  );

export const badCreditsCursor = badCursor(
  fc.oneof(
    fc.constantFrom<unknown>(
      [],
      [0],
      [-1],
      [1.5],
      ['1'],
      [1e21],
      [2 ** 53],
      [null],
      [true],
      [1, 1],
      [[1]],
      { 0: 1 },
      5,
    ),
    fc
      .jsonValue()
      .filter((value) => !(Array.isArray(value) && value.length === 1 && Number.isInteger(value[0]))),
  ),
);
