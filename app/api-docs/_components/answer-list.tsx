import { useTranslations } from 'next-intl';
import type { oas31 } from 'zod-openapi';
import { describedFields } from '@/lib/openapi/describe-type';
import { resolveReference } from '@/lib/openapi/read-document';
import { FieldList, TypeText } from './field-list';
import { InlineCode } from './prose';

interface Props {
  document: oas31.OpenAPIObject;
  answers: oas31.ResponsesObject;
}

const isRefusal = (response: oas31.ResponseObject) => response.content?.['application/json']?.examples;

function Answer({ status, response }: { status: string; response: oas31.ResponseObject }) {
  const types = Object.keys(response.content ?? {});
  const schema = response.content?.['application/json']?.schema;
  const fields = schema ? describedFields(schema) : [];
  return (
    <li className="flex flex-col gap-1">
      <p lang="en">
        <span className="numeric font-medium">{status}</span> <InlineCode text={response.description} />
      </p>
      {types.length > 0 ? (
        <p lang="en" className="text-muted">
          <span className="font-mono text-[0.8125rem]">{types.join(', ')}</span>
          {schema ? ': ' : null}
          {schema ? <TypeText schema={schema} /> : null}
        </p>
      ) : null}
      {fields.length > 0 ? (
        <div className="mt-1 border-hairline-strong border-l pl-3 sm:pl-4">
          <FieldList fields={fields} marks="optional" />
        </div>
      ) : null}
    </li>
  );
}

/** What a route answers: at length when all is well, by its codes when it refuses. */
export function AnswerList({ document, answers }: Props) {
  const t = useTranslations('apiDocs');
  const listed = Object.entries(answers).map(([status, answer]) => ({
    status,
    response: resolveReference(document, answer as oas31.ResponseObject | oas31.ReferenceObject),
  }));
  const refusals = listed.filter(({ response }) => isRefusal(response));
  return (
    <div className="flex flex-col gap-3">
      <h4 className="font-medium">{t('answers')}</h4>
      <ul className="flex flex-col gap-3">
        {listed
          .filter(({ response }) => !isRefusal(response))
          .map(({ status, response }) => (
            <Answer key={status} status={status} response={response} />
          ))}
      </ul>
      <p className="text-muted leading-loose">
        {t('refusals')}{' '}
        {refusals.map(({ status, response }, index) => (
          <span key={status} lang="en">
            {index > 0 ? ', ' : null}
            <span className="numeric">{status}</span>{' '}
            {Object.keys(isRefusal(response) ?? {}).map((code, at) => (
              <span key={code}>
                {at > 0 ? ' / ' : null}
                <a href={`#code-${code}`} className="font-mono text-[0.9em] underline underline-offset-4">
                  {code}
                </a>
              </span>
            ))}
          </span>
        ))}
      </p>
    </div>
  );
}
