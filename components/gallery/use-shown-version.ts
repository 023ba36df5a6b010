'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { announcements } from '@/components/notifications/announcements';
import type { Picture } from './slot-state';

export interface ShownVersion {
  shown: Picture | undefined;
  /** From 0. */
  index: number;
  /** Somebody went to it; otherwise it is the newest, which shows itself. */
  chosen: boolean;
  /** Goes to older (-1) or newer (+1) versions, and stops at both ends. */
  go: (step: number) => void;
}

/** Which version of a slot is shown: the newest when it comes, then the one that somebody goes to. */
export function useShownVersion(pictures: readonly Picture[]): ShownVersion {
  const t = useTranslations('versions');
  const newest = pictures.at(-1)?.task.taskId;
  const [choice, setChoice] = useState<{ taskId: string; newest: string | undefined } | null>(null);
  const found =
    choice?.newest === newest ? pictures.findIndex(({ task }) => task.taskId === choice?.taskId) : -1;
  const index = found === -1 ? pictures.length - 1 : found;

  function go(step: number) {
    const next = pictures[index + step];
    if (!next) return;
    setChoice({ taskId: next.task.taskId, newest });
    announcements.say(t('counter', { index: index + step + 1, total: pictures.length }));
  }

  return { shown: pictures[index], index, chosen: found !== -1, go };
}
