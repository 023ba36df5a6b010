'use client';

import { useTranslations } from 'next-intl';
import type { EndedSummary } from './ended-summary';

const LONGEST_TITLE = 60;

/** The sentence that tells what ended. */
export function useEndedTitle(): (summary: EndedSummary) => string {
  const t = useTranslations('toasts');
  return ({ ready, failed, leading }) => {
    const title = shortened(leading.prompt);
    if (ready.length > 0 && failed.length > 0)
      return t('both', { ready: ready.length, failed: failed.length });
    if (ready.length > 0)
      return ready.length === 1 ? t('ready', { title }) : t('readyMany', { count: ready.length });
    return failed.length === 1 ? t('failed', { title }) : t('failedMany', { count: failed.length });
  };
}

function shortened(prompt: string): string {
  return prompt.length > LONGEST_TITLE ? `${prompt.slice(0, LONGEST_TITLE).trimEnd()}…` : prompt;
}
