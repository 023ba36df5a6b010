import { expect, test } from 'vitest';
import type { oas31 } from 'zod-openapi';
import { describedFields, describeType } from './describe-type';

const told = (schema: oas31.SchemaObject | oas31.ReferenceObject) =>
  describeType(schema)
    .map((part) =>
      'words' in part ? part.words : 'value' in part ? `\`${part.value}\`` : `[${part.component}]`,
    )
    .join('');

test.each<[oas31.SchemaObject | oas31.ReferenceObject, string]>([
  [{ type: 'string' }, 'text'],
  [{ type: 'string', minLength: 1, maxLength: 100 }, 'text, 1 to 100 characters'],
  [{ type: 'string', format: 'uuid' }, 'UUID'],
  [{ type: 'string', format: 'date-time' }, 'time'],
  [{ type: 'string', contentMediaType: 'application/octet-stream' }, 'file'],
  [{ type: ['string', 'null'] }, 'text or `null`'],
  [{ type: 'integer', minimum: 1, maximum: 4, default: 1 }, 'whole number, 1 to 4; default `1`'],
  [{ type: 'number', minimum: 0 }, 'number'],
  [{ type: 'boolean' }, '`true` or `false`'],
  [{ type: 'string', enum: ['a', 'b'], default: 'a' }, '`"a"` or `"b"`; default `"a"`'],
  [{ type: 'string', const: 'x' }, '`"x"`'],
  [{ $ref: '#/components/schemas/Task' }, '[Task]'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Task' } }, 'list of [Task]'],
  [{ type: 'array', maxItems: 14, items: { type: 'string', format: 'uuid' } }, 'list of UUID, at most 14'],
  [{ anyOf: [{ $ref: '#/components/schemas/Task' }, { type: 'null' }] }, '[Task] or `null`'],
  [{ anyOf: [{ type: 'string' }, { type: 'string' }, { type: 'null' }] }, 'text or `null`'],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, 'map of whole number'],
  [{ type: 'object', properties: {} }, 'object'],
])('%j', (schema, sentence) => {
  expect(told(schema)).toBe(sentence);
});

test('fields are found in lists and alternatives; of two objects only what both need is needed', () => {
  const schema: oas31.SchemaObject = {
    type: 'array',
    items: {
      oneOf: [
        { type: 'object', properties: { a: { const: 1 }, b: { type: 'string' } }, required: ['a', 'b'] },
        { type: 'object', properties: { a: { const: 2 } }, required: ['a'] },
        { $ref: '#/components/schemas/Task' },
      ],
    },
  };
  const fields = describedFields(schema).map(({ name, schema: own, required }) => [
    name,
    told(own),
    required,
  ]);
  expect(fields).toEqual([
    ['a', '`1` or `2`', true],
    ['b', 'text', false],
  ]);
});
