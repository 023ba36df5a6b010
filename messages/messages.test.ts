import { expect, test } from 'vitest';
import { API_ERROR_CODES } from '@/lib/errors';
import en from './en.json';
import ptBR from './pt-BR.json';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value]]
        : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}

/** Names of ICU arguments with their type, and of tags: what code has to hand in. */
function slots(message: string): string[] {
  const found = new Set<string>();
  for (const [, name, type] of message.matchAll(/\{(\w+)(?:,\s*(\w+))?[,}]/g))
    found.add(`${name}:${type ?? 'text'}`);
  for (const [, name] of message.matchAll(/<(\w+)>/g)) found.add(`<${name}>`);
  return [...found].sort();
}

const english = flatten(en);
const portuguese = flatten(ptBR);

test('both languages have the same keys, in the same order', () => {
  expect(Object.keys(portuguese)).toEqual(Object.keys(english));
});

test.each(Object.keys(english))('%s takes the same values in both languages and is not empty', (key) => {
  expect(english[key]?.trim()).not.toBe('');
  expect(portuguese[key]?.trim()).not.toBe('');
  expect(slots(portuguese[key] ?? '')).toEqual(slots(english[key] ?? ''));
});

test('every API error has its sentence', () => {
  expect(Object.keys(en.errors)).toEqual(expect.arrayContaining([...API_ERROR_CODES]));
});
