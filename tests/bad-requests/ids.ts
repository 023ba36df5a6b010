import fc from 'fast-check';
import { oddText } from './odd-texts';

export const isId = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

export const uuids = (min: number, max: number) => fc.array(fc.uuid(), { minLength: min, maxLength: max });

/** One step of a path that is no id, whatever is escaped in it and how. */
export const badPathId: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '%',
    '%2',
    '%zz',
    '%00',
    '%ff',
    '%E0%A4%A',
    '%c0%af',
    '%2e%2e%2f',
    '%ud800',
    '%25',
    ';',
    ':x',
    '~',
    'a.b',
    "'",
  ),
  oddText
    .map((text) => encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2E').slice(0, 3000))
    // Dots alone are no step: they are taken out of a path, and what is left is redirected to.
    .filter((step) => !/^(%2E){0,2}$|%$/.test(step)),
  fc.uuid().map((id) => id.slice(1)),
  fc.uuid().map((id) => id.replaceAll('-', '')),
  fc.uuid().map((id) => `{${id}}`.replace('{', '%7B').replace('}', '%7D')),
  fc.uuid().map((id) => `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`),
);
