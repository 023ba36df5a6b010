'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useDuration } from '@/components/gallery/use-duration';
import type { GeneratedImage, Task } from '@/lib/generation/schema';
import { findModel } from '@/lib/providers/catalogue';

/** How a picture was made, in words. */
export function useFacts(task: Task, image: GeneratedImage): { name: string; value: string }[] {
  const t = useTranslations('lightbox');
  const format = useFormatter();
  const duration = useDuration();
  const { aspectRatio, imageSize, negativePrompt } = task.settings;
  const took =
    task.startedAt && task.finishedAt ? Date.parse(task.finishedAt) - Date.parse(task.startedAt) : null;
  return [
    { name: t('model'), value: findModel(task.model)?.label ?? task.model },
    { name: t('format'), value: `${aspectRatio} · ${imageSize}` },
    { name: t('dimensions'), value: `${image.width} × ${image.height}` },
    ...(image.seed === undefined ? [] : [{ name: t('seed'), value: String(image.seed) }]),
    ...(negativePrompt ? [{ name: t('exclude'), value: negativePrompt }] : []),
    {
      name: t('made'),
      value: format.dateTime(new Date(task.createdAt), { dateStyle: 'medium', timeStyle: 'short' }),
    },
    ...(took === null ? [] : [{ name: t('took'), value: duration(took) }]),
  ];
}
