import type { oas31 } from 'zod-openapi';

type Schema = oas31.SchemaObject | oas31.ReferenceObject;

/** A piece of the sentence that says what a value is: words, a value as it is written in JSON, or a named schema. */
export type TypePart = { words: string } | { value: string } | { component: string };

const words = (text: string): TypePart => ({ words: text });

function between(min: number | undefined, max: number | undefined, unit = ''): string {
  if (min !== undefined && max !== undefined) return `, ${min} to ${max}${unit}`;
  if (max !== undefined) return `, at most ${max}${unit}`;
  return min === undefined || min === 0 ? '' : `, at least ${min}${unit}`;
}

/** Alternatives; those that read the same are said once. */
function join(lists: TypePart[][]): TypePart[] {
  const different = new Map(lists.map((parts) => [JSON.stringify(parts), parts]));
  return [...different.values()].flatMap((parts, index) => (index === 0 ? parts : [words(' or '), ...parts]));
}

function plainName({ format, contentMediaType }: oas31.SchemaObject): string {
  if (contentMediaType) return 'file';
  return { uuid: 'UUID', 'date-time': 'time' }[format ?? ''] ?? 'text';
}

function describeOne(type: string | undefined, schema: oas31.SchemaObject): TypePart[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, items } = schema;
  if (type === 'string') return [words(plainName(schema) + between(minLength, maxLength, ' characters'))];
  if (type === 'integer' || type === 'number')
    return [words((type === 'integer' ? 'whole number' : 'number') + between(minimum, maximum))];
  if (type === 'array')
    return [words('list of '), ...(items ? describeType(items) : []), words(between(minItems, maxItems))];
  if (type === 'object' && typeof schema.additionalProperties === 'object' && !schema.properties)
    return [words('map of '), ...describeType(schema.additionalProperties)];
  if (type === 'boolean') return [{ value: 'true' }, words(' or '), { value: 'false' }];
  if (type === 'null') return [{ value: 'null' }];
  return [words(type ?? 'anything')];
}

/** What a value of this schema is, with its limits. */
export function describeType(schema: Schema): TypePart[] {
  if ('$ref' in schema && typeof schema.$ref === 'string')
    return [{ component: schema.$ref.split('/').at(-1) ?? '' }];
  const {
    anyOf,
    oneOf,
    allOf,
    const: only,
    enum: values,
    type,
    default: usual,
  } = schema as oas31.SchemaObject;
  const alternatives = anyOf ?? oneOf ?? allOf?.slice(0, 1);
  const said = alternatives
    ? join(alternatives.map(describeType))
    : only !== undefined
      ? [{ value: JSON.stringify(only) }]
      : values
        ? join(values.map((value) => [{ value: JSON.stringify(value) }]))
        : join([type].flat().map((one) => describeOne(one, schema as oas31.SchemaObject)));
  const parts = said.filter((part) => !('words' in part) || part.words !== '');
  return usual === undefined ? parts : [...parts, words('; default '), { value: JSON.stringify(usual) }];
}

export interface DescribedField {
  name: string;
  schema: Schema;
  required: boolean;
  description: string | undefined;
}

/** The fields of the objects that a schema describes itself, in lists and alternatives too; named schemas have a place of their own. */
export function describedFields(schema: Schema): DescribedField[] {
  if ('$ref' in schema && typeof schema.$ref === 'string') return [];
  const { properties, required = [], items, anyOf, oneOf } = schema as oas31.SchemaObject;
  if (properties)
    return Object.entries(properties).map(([name, property]) => ({
      name,
      schema: property,
      required: required.includes(name),
      description: property.description,
    }));
  if (items) return describedFields(items);
  const objects = (anyOf ?? oneOf ?? []).map(describedFields).filter((fields) => fields.length > 0);
  return [...Map.groupBy(objects.flat(), ({ name }) => name).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const schemas = same.map(({ schema: own }) => own);
    return {
      ...first,
      schema: schemas.length > 1 ? { anyOf: schemas } : first.schema,
      required: same.length === objects.length && same.every((field) => field.required),
    };
  });
}
