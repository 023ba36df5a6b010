import { useTranslations } from 'next-intl';
import { API_ERRORS } from '@/lib/errors';

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
