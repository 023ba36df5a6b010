'use client';

import { useTranslations } from 'next-intl';
import type { Task } from '@/lib/generation/schema';
import { versionPrice } from './version-price';

/** "New version · 4 credits" */
export function useVersionLabel(task: Pick<Task, 'model' | 'settings'>): string {
  const t = useTranslations('versions');
  const price = versionPrice(task);
  return price === null ? t('new') : t('newPriced', { count: price });
}
