import fc from 'fast-check';
import { oddText } from './odd-texts';

/** Texts that JSON.stringify would never write. */
const ODD = [
  '1e999',
  '-1e999',
  '9007199254740993',
  '123456789012345678901234567890',
  '2147483648',
  '-1',
  '0.5',
  '1.0000000001',
  '"\\ud800"',
  '"\\u0000"',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":null}}',
  '{"length":1}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
];

/** JSON of any value that `isFine` does not accept. */
function jsonText(isFine: (value: unknown) => boolean): fc.Arbitrary<string> {
  const odd = ODD.filter((text) => !isFine(JSON.parse(text)));
  return fc.oneof(
    fc.constantFrom(...odd),
    oddText.filter((text) => !isFine(text)).map((text) => JSON.stringify(text)),
    fc
      .jsonValue({ stringUnit: 'binary' })
      .filter((value) => !isFine(value))
      .map((value) => JSON.stringify(value)),
  );
}

/** A JSON object with one bad field, which stands before or behind the good ones. */
export function bodyWith(good: Record<string, unknown>, bad: fc.Arbitrary<[name: string, json: string]>) {
  return fc.tuple(bad, fc.boolean()).map(([[name, json], first]) => {
    const { [name]: _, ...others } = good;
    const rest = Object.entries(others).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    );
    const fault = `${JSON.stringify(name)}:${json}`;
    return `{${(first ? [fault, ...rest] : [...rest, fault]).join(',')}}`;
  });
}

/** A field that is none of `known`, with any value. */
export const unknownField = (known: string[]): fc.Arbitrary<[string, string]> =>
  fc.tuple(
    oddText.filter((name) => !known.includes(name)),
    jsonText(() => false),
  );

/** One of these fields with a value that it does not take. */
export function badField(
  fields: Record<string, (value: unknown) => boolean>,
): fc.Arbitrary<[string, string]> {
  const each = Object.entries(fields).map(([name, isFine]) => fc.tuple(fc.constant(name), jsonText(isFine)));
  return fc.oneof(...each);
}
