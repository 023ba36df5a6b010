'use client';

import { useTranslations } from 'next-intl';
import type { PictureTask } from '@/lib/generation/schema';
import { creditsPerImage, findModel } from '@/lib/providers/catalogue';

/** What one more version costs, as far as the catalogue still knows the model and the size. */
export function versionPrice({
  model: id,
  settings,
}: Pick<PictureTask, 'model' | 'settings'>): number | null {
  const model = findModel(id);
  return (model && creditsPerImage(model, settings.imageSize)) ?? null;
}

/** What a failed or canceled task gave back, as far as the catalogue still knows its price; null when it gave nothing. */
export function returnedCredits(task: PictureTask): number | null {
  if (task.status === 'failed' && !task.error?.refunded) return null;
  return versionPrice(task);
}

/** "New version · 4 credits" */
export function useVersionLabel(task: Pick<PictureTask, 'model' | 'settings'>): string {
  const t = useTranslations('versions');
  const price = versionPrice(task);
  return price === null ? t('new') : t('newPriced', { count: price });
}
