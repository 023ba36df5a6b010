import { useTranslations } from 'next-intl';
import type { oas31 } from 'zod-openapi';
import { type DescribedField, describedFields, describeType } from '@/lib/openapi/describe-type';
import { InlineCode } from './prose';

interface Props {
  fields: DescribedField[];
  /** Whether a field that may be absent says so, or one that may not. */
  marks: 'optional' | 'required';
}

/** Fields or parameters, one below the other, with the fields of their objects inside. */
export function FieldList({ fields, marks }: Props) {
  const t = useTranslations('apiDocs');
  return (
    <dl className="flex flex-col">
      {fields.map(({ name, schema, required, description }) => {
        const inner = describedFields(schema);
        const marked = marks === 'required' ? required : !required;
        return (
          <div key={name} className="border-hairline border-t py-2 first:border-t-0 first:pt-0 last:pb-0">
            <dt lang="en" className="font-medium font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
              {name}
            </dt>
            <dd className="flex flex-col gap-1 pt-0.5">
              <p className="text-muted">
                <span lang="en">
                  <TypeText schema={schema} />
                </span>
                {marked ? ` · ${t(marks)}` : null}
              </p>
              {description ? (
                <p lang="en" className="max-w-[68ch]">
                  <InlineCode text={description} />
                </p>
              ) : null}
              {inner.length > 0 ? (
                <div className="mt-1 border-hairline-strong border-l pl-3 sm:pl-4">
                  <FieldList fields={inner} marks={marks} />
                </div>
              ) : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What a value is, in a few words; named shapes are links to their place. */
export function TypeText({ schema }: { schema: oas31.SchemaObject | oas31.ReferenceObject }) {
  return describeType(schema).map((part, index) => {
    const key = `${index}`;
    if ('words' in part) return <span key={key}>{part.words}</span>;
    if ('value' in part)
      return (
        <code key={key} className="font-mono text-[0.9em]">
          {part.value}
        </code>
      );
    return (
      <a
        key={key}
        href={`#shape-${part.component}`}
        className="text-accent-text underline underline-offset-4"
      >
        {part.component}
      </a>
    );
  });
}
