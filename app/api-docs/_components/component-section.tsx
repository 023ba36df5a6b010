import type { oas31 } from 'zod-openapi';
import { describedFields } from '@/lib/openapi/described-fields';
import { FieldList } from './field-list';

interface Props {
  name: string;
  schema: oas31.SchemaObject | oas31.ReferenceObject;
}

/** A shape that many routes share. */
export function ComponentSection({ name, schema }: Props) {
  const id = `shape-${name}`;
  return (
    <article aria-labelledby={id} className="flex flex-col gap-4 rounded-2xl bg-surface p-4 sm:p-6">
      <h3 id={id} lang="en" className="scroll-mt-6 font-mono font-semibold text-base">
        {name}
      </h3>
      <FieldList fields={describedFields(schema)} marks="optional" />
    </article>
  );
}
