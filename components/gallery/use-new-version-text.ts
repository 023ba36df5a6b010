'use client';

import { useTranslations } from 'next-intl';
import type { Task } from '@/lib/generation/schema';
import { useDuration } from './use-duration';
import { useNow } from './use-now';
import { useProgress } from './use-progress';

interface NewVersionText {
  label: string;
  /** The same for a narrow card. */
  short: string;
  detail: string | undefined;
  ring: number | null;
}

/** What happens to a new version while the old one is still shown. */
export function useNewVersionText(task: Task): NewVersionText {
  const t = useTranslations('versions');
  const inCard = useTranslations('card');
  const duration = useDuration();
  const now = useNow(1000);
  const { ring, detail } = useProgress(task);
  if (task.status === 'processing')
    return { label: t('developing'), short: inCard('developing'), detail, ring };
  if (task.retryAt) {
    const leftMs = Date.parse(task.retryAt) - now;
    const again = leftMs > 0 ? inCard('againIn', { time: duration(leftMs) }) : inCard('againNow');
    return { label: t('new'), short: again, detail: again, ring: null };
  }
  const { queuePosition: position } = task;
  const place = position ? inCard('inLine', { position }) : inCard('waiting');
  return { label: t('new'), short: place, detail: place, ring: 0 };
}
