import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { seenOrigin } from '@/lib/http/origin';
import { apiDocument } from '@/lib/openapi/api-document';
import { listOperations } from '@/lib/openapi/read-document';
import { Contents, DocsFrame } from './_components/docs-frame';
import { OperationSection } from './_components/operation-section';
import { Prose } from './_components/prose';
import { ComponentSection, ErrorCodes } from './_components/reference-sections';

const document = apiDocument();
const operations = listOperations(document);
const groups = (document.tags ?? []).map(({ name, description = '' }) => ({
  name,
  description,
  operations: operations.filter(({ operation }) => operation.tags?.includes(name)),
}));
const components = Object.entries(document.components?.schemas ?? {});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('apiDocs');
  return { title: t('title'), description: t('lead') };
}

export default async function ApiDocsPage() {
  const t = await getTranslations('apiDocs');
  const origin = seenOrigin(await headers());
  return (
    <DocsFrame contents={<Contents groups={groups} components={components.map(([name]) => name)} />}>
      <header className="flex flex-col gap-4">
        <h1 className="font-semibold text-3xl tracking-tight">{t('title')}</h1>
        <p className="max-w-[68ch] text-pretty text-muted text-prompt">{t('lead')}</p>
        <p className="max-w-[68ch] text-muted">
          {t.rich('asFile', {
            link: (text) => (
              <a
                href="/api/openapi.json"
                className="font-medium text-accent-text underline underline-offset-4"
              >
                {text}
              </a>
            ),
          })}
        </p>
        <Prose text={document.info.description ?? ''} />
      </header>
      {groups.map((group) => (
        <section key={group.name} aria-labelledby={group.name} className="flex flex-col gap-5">
          <div lang="en" className="flex flex-col gap-1">
            <h2 id={group.name} className="scroll-mt-6 font-semibold text-2xl tracking-tight">
              {group.name}
            </h2>
            <p className="text-muted">{group.description}</p>
          </div>
          {group.operations.map((listed) => (
            <OperationSection
              key={listed.operation.operationId}
              document={document}
              listed={listed}
              origin={origin}
            />
          ))}
        </section>
      ))}
      <section aria-labelledby="shapes" className="flex flex-col gap-5">
        <h2 id="shapes" className="scroll-mt-6 font-semibold text-2xl tracking-tight">
          {t('shapes')}
        </h2>
        {components.map(([name, schema]) => (
          <ComponentSection key={name} name={name} schema={schema} />
        ))}
      </section>
      <ErrorCodes />
    </DocsFrame>
  );
}
