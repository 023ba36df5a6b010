import { useTranslations } from 'next-intl';
import type { oas31 } from 'zod-openapi';
import { describedFields } from '@/lib/openapi/described-fields';
import { FieldList } from './field-list';

/** What a request's body holds, by the first of its forms, and which other forms there are. */
export function BodySection({ body }: { body: oas31.RequestBodyObject }) {
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
