import { useTranslations } from 'next-intl';
import type { oas31 } from 'zod-openapi';
import { describedFields } from '@/lib/openapi/describe-type';
import { curlExample, exampleRequest } from '@/lib/openapi/example-request';
import { type ListedOperation, resolveReference } from '@/lib/openapi/read-document';
import { AnswerList } from './answer-list';
import { CopyButton } from './copy-button';
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

/** What a request's body holds, by the first of its forms, and which other forms there are. */
function BodySection({ body }: { body: oas31.RequestBodyObject }) {
  const t = useTranslations('apiDocs');
  const types = Object.keys(body.content);
  const [media] = Object.values(body.content);
  const fields = media?.schema ? describedFields(media.schema) : [];
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-medium">{t('body')}</h4>
      <p lang="en" className="font-mono text-[0.8125rem] text-muted [overflow-wrap:anywhere]">
        {types.join(', ')}
      </p>
      {body.description ? <p lang="en">{body.description}</p> : null}
      {fields.length > 0 ? <FieldList fields={fields} marks="required" /> : <p>{t('noFields')}</p>}
    </div>
  );
}

/** A command to paste into a shell. */
function CurlExample({ command }: { command: string }) {
  const t = useTranslations('apiDocs');
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h4 className="font-medium">{t('example')}</h4>
        <CopyButton text={command} />
      </div>
      <pre
        lang="en"
        className="whitespace-pre-wrap rounded-xl bg-background p-3 font-mono text-[0.8125rem] leading-relaxed [overflow-wrap:anywhere] sm:p-4"
      >
        <code>{command}</code>
      </pre>
    </div>
  );
}
