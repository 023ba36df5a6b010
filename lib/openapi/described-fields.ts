import type { oas31 } from 'zod-openapi';

type Schema = oas31.SchemaObject | oas31.ReferenceObject;

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
