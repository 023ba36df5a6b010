import { useTranslations } from 'next-intl';

/** The first thing that Tab reaches: past all that every page repeats. */
export function SkipLink() {
  const t = useTranslations('app');
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-foreground px-4 py-3 text-background focus:translate-y-0"
    >
      {t('skipToContent')}
    </a>
  );
}
