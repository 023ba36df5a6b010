'use client';

import { useTranslations } from 'next-intl';

/** Words for a duration in ms: "18 s", "3 min". */
export function useDuration(): (ms: number) => string {
  const t = useTranslations('card');
  return (ms) => {
    const seconds = Math.max(1, Math.round(ms / 1000));
    return seconds < 90
      ? t('seconds', { count: seconds })
      : t('minutes', { count: Math.round(seconds / 60) });
  };
}
