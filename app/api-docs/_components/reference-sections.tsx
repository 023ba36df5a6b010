import { useTranslations } from 'next-intl';
import type { oas31 } from 'zod-openapi';
import { API_ERRORS } from '@/lib/errors';
import { describedFields } from '@/lib/openapi/describe-type';
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

/** Every code that a refusal can have. */
export function ErrorCodes() {
  const t = useTranslations('apiDocs');
  return (
    <section aria-labelledby="codes" className="flex flex-col gap-5">
      <h2 id="codes" className="scroll-mt-6 font-semibold text-2xl tracking-tight">
        {t('codes')}
      </h2>
      <dl lang="en" className="flex flex-col rounded-2xl bg-surface p-4 sm:p-6">
        {Object.entries(API_ERRORS).map(([code, { status, message }]) => (
          <div
            key={code}
            id={`code-${code}`}
            className="scroll-mt-6 border-hairline border-t py-2 first:border-t-0 first:pt-0 last:pb-0"
          >
            <dt className="font-mono text-[0.8125rem]">
              <span className="text-muted">{status}</span> <span className="font-medium">{code}</span>
            </dt>
            <dd>{message}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
