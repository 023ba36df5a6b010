'use client';

import { useTranslations } from 'next-intl';

interface Props {
  shown: number;
  loading: boolean;
  complete: boolean;
}

/** Says to those who don't see it what has come. */
export function ListStatus({ shown, loading, complete }: Props) {
  const t = useTranslations('gallery');
  const words = shown > 0 ? t(complete ? 'shownAll' : 'shown', { count: shown }) : t('nothingFound');
  return (
    <p role="status" className="sr-only">
      {loading ? '' : words}
    </p>
  );
}
