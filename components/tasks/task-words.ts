'use client';

import { useTranslations } from 'next-intl';
import type messages from '@/messages/en.json';

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

type KnownCode = keyof typeof messages.taskErrors;

/** Title and sentence for a task's error code; one that this page doesn't know reads as an internal one. */
export function useTaskErrorText(): (code: string | undefined) => { title: string; text: string } {
  const t = useTranslations('taskErrors');
  return (code) => {
    const known = isKnown(code, t.has) ? code : 'internal';
    return { title: t(`${known}.title`), text: t(`${known}.text`) };
  };
}

function isKnown(code: string | undefined, has: (key: `${KnownCode}.title`) => boolean): code is KnownCode {
  return code !== undefined && has(`${code as KnownCode}.title`);
}
