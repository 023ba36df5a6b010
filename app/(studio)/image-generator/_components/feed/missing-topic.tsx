import { useTranslations } from 'next-intl';

/** Says why one is not where the address led. */
export function MissingTopic() {
  const t = useTranslations('topics');
  return (
    <p role="status" className="text-pretty rounded-lg bg-raised px-3.5 py-2.5 text-muted">
      {t('missing')}
    </p>
  );
}
