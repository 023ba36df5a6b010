import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { apiDocument } from './api-document';
import { listOperations } from './read-document';

const document = apiDocument();
const operations = listOperations(document).map(({ operation }) => operation);

/** Every value of a key anywhere in the document. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

test('is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate({ ...structuredClone(document) });
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('describes every route file of the API, and none that is not there', () => {
  const files = readdirSync('app/api', { recursive: true, encoding: 'utf8' });
  const routes = files
    .filter((file) => file.endsWith('route.ts') && !file.includes('[[...'))
    .map((file) => `/api/${dirname(file).replaceAll(/\[(\w+)\]/g, '{$1}')}`);
  expect(Object.keys(document.paths ?? {}).sort()).toEqual(routes.sort());
});

test('operations have a name of their own, a group that exists, and a summary', () => {
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  const tags = document.tags?.map(({ name }) => name);
  for (const { operationId, tags: [tag = ''] = [], summary } of operations) {
    expect(tags, operationId).toContain(tag);
    expect(summary, operationId).toMatch(/^[A-Z].*[^.]$/);
  }
});

test('every reference leads somewhere, and every component is used', () => {
  const references = new Set(valuesOf('$ref', document).map(String));
  expect(references.size).toBeGreaterThan(10);
  for (const reference of references) {
    const steps = reference.replace('#/', '').split('/');
    const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], document);
    expect(found, reference).toBeDefined();
  }
  for (const name of Object.keys(document.components?.schemas ?? {}))
    expect(references, name).toContain(`#/components/schemas/${name}`);
});

test('every schema of an answer says which fields it has, and no other', () => {
  const answers = operations.flatMap(({ responses }) => Object.values(responses ?? {}));
  const objects = [answers, document.components?.schemas].flatMap(objectSchemas);
  expect(objects.length).toBeGreaterThan(10);
  for (const schema of objects) expect(schema).toMatchObject({ additionalProperties: expect.anything() });
});

function objectSchemas(within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return [];
  const own = 'properties' in within && 'type' in within && within.type === 'object' ? [within] : [];
  return [...own, ...Object.values(within).flatMap(objectSchemas)];
}
