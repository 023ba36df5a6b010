import { useTranslations } from 'next-intl';
import type { oas31 } from 'zod-openapi';
import { curlExample } from '@/lib/openapi/curl-example';
import { exampleRequest } from '@/lib/openapi/example-request';
import type { ListedOperation } from '@/lib/openapi/list-operations';
import { resolveReference } from '@/lib/openapi/resolve-reference';
import { AnswerList } from './answer-list';
import { BodySection } from './body-section';
import { CurlExample } from './curl-example';
import { FieldList } from './field-list';
import { Prose } from './prose';

interface Props {
  document: oas31.OpenAPIObject;
  listed: ListedOperation;
  origin: string;
}

/** One method of one route. */
export function OperationSection({ document, listed, origin }: Props) {
  const t = useTranslations('apiDocs');
  const { method, path, operation } = listed;
  const id = operation.operationId ?? path;
  const example = exampleRequest(document, listed);
  const parameters = (operation.parameters ?? []).map((listedParameter) => {
    const parameter = resolveReference(document, listedParameter);
    return {
      name: parameter.in === 'header' ? `${parameter.name}:` : parameter.name,
      schema: parameter.schema ?? {},
      required: parameter.required ?? false,
      description: parameter.description ?? parameter.schema?.description,
    };
  });
  return (
    <article aria-labelledby={id} className="flex flex-col gap-5 rounded-2xl bg-surface p-4 sm:p-6">
      <div className="flex flex-col gap-2">
        <h3 id={id} lang="en" className="scroll-mt-6 font-semibold text-lg tracking-tight">
          {operation.summary}
        </h3>
        <p lang="en" className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
          <span className="font-semibold text-accent-text">{method}</span> {path}
        </p>
        <p className="text-muted">{t(`auth.${example.auth}`)}</p>
        {operation.description ? <Prose text={operation.description} /> : null}
      </div>
      {parameters.length > 0 ? (
        <div className="flex flex-col gap-2">
          <h4 className="font-medium">{t('parameters')}</h4>
          <FieldList fields={parameters} marks="required" />
        </div>
      ) : null}
      {operation.requestBody ? (
        <BodySection body={resolveReference(document, operation.requestBody)} />
      ) : null}
      <AnswerList document={document} answers={operation.responses ?? {}} />
      <CurlExample command={curlExample(example, origin)} />
    </article>
  );
}
