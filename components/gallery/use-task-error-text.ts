'use client';

import { useTranslations } from 'next-intl';
import type messages from '@/messages/en.json';

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
