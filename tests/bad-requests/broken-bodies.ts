import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { BadRequest } from './bad-request';
import { oddText } from './odd-texts';

type Broken = Pick<BadRequest, 'body' | 'headers' | 'statuses'>;

const JSON_TYPE = 'application/json';

const broken = (
  body: string | Buffer,
  status: number,
  type: string = JSON_TYPE,
  more: Record<string, string> = {},
): Broken => ({
  body,
  headers: { ...(type && { 'Content-Type': type }), ...more },
  statuses: [status],
});

const OTHER_TYPES = [
  '',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/ld+json',
  'application/jsonx',
  'application',
  'json',
  '; charset=utf-8',
  'text/plain, application/json',
];

const LARGE = 64 * 1024 + 1;

const isForm = (type: string) => type.includes('form');

/** Bodies that no JSON route takes, whatever its fields; `good` is one that it would take. It may take `forms` too. */
export function brokenBody(good: string, forms = false): fc.Arbitrary<Broken> {
  const padded = (size: number) => good + ' '.repeat(size - Buffer.byteLength(good));
  return fc.oneof(
    fc
      .constantFrom(...OTHER_TYPES.filter((type) => !(forms && isForm(type))))
      .map((type) => broken(good, 415, type)),
    // Cut anywhere, or with something behind.
    fc.integer({ min: 1, max: good.length - 1 }).map((length) => broken(good.slice(0, length), 400)),
    oddText
      .filter((text) => text.trim() !== '')
      .map((text) => broken(`${good}${text.replace(/^\s+/, '') || 'x'}`, 400)),
    fc
      .constantFrom(
        '{',
        '[',
        '"',
        "{'a':1}",
        '{a:1}',
        '{"a":1,}',
        'NaN',
        'undefined',
        '// x',
        '\u0000',
        '{"a":"\n"}',
        '{"a":"\\ud8"}',
      )
      .map((text) => broken(text, 400)),
    // Not an object.
    fc.constantFrom('null', 'true', '1', '1e999', '""', '[]', `[${good}]`).map((text) => broken(text, 400)),
    fc.integer({ min: 1000, max: 32_000 }).map((depth) => broken('['.repeat(depth) + ']'.repeat(depth), 400)),
    fc.integer({ min: 1000, max: 10_000 }).map((depth) => broken('{"a":'.repeat(depth), 400)),
    // Other encodings than UTF-8, said or not.
    fc
      .constantFrom('utf-16', 'utf-16le', 'x')
      .map((charset) => broken(Buffer.from(good, 'utf16le'), 400, `${JSON_TYPE}; charset=${charset}`)),
    fc
      .constantFrom(0x80, 0xc0, 0xe9, 0xff)
      .map((byte) => broken(Buffer.concat([Buffer.from(good), Buffer.from([byte])]), 400)),
    fc
      .uint8Array({ minLength: 1, maxLength: 300 })
      .map((bytes) => broken(Buffer.concat([Buffer.from([0xff]), bytes]), 400)),
    fc
      .constantFrom<[string, Buffer]>(
        ['gzip', gzipSync(good)],
        ['deflate', deflateSync(good)],
        ['br', brotliCompressSync(good)],
      )
      .map(([encoding, bytes]) => broken(bytes, 400, JSON_TYPE, { 'Content-Encoding': encoding })),
    // Around the limit and far above it; with and without a length.
    fc
      .tuple(fc.constantFrom(LARGE, LARGE + 1, 70_000, 300_000), fc.boolean())
      .map(([size, chunked]) =>
        broken(padded(size), 413, JSON_TYPE, chunked ? { 'Transfer-Encoding': 'chunked' } : {}),
      ),
    fc.constantFrom(LARGE - 2, LARGE - 1).map((size) => broken(`${padded(size - 1)}x`, 400)),
  );
}
