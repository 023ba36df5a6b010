'use client';

import { ArrowLeft } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Picture } from '@/components/pictures/slot-state';
import { useDuration } from '@/components/tasks/task-words';
import { Button } from '@/components/ui/button';
import type { GeneratedImage, PictureTask } from '@/lib/generation/schema';
import { findModel } from '@/lib/providers/catalogue';
import { LightboxShortcuts } from './lightbox-keys';
import { LightboxPrompt } from './lightbox-prompt';

interface Props {
  picture: Picture;
  /** Null for a picture that is not among those it goes through. */
  counter: string | null;
  /** Leads back to the picture that this one was opened from. */
  onBack: (() => void) | undefined;
  /** Where it comes from, its versions, and what can be done with it. */
  children: ReactNode;
}

/** Prompt and settings beside the picture. */
export function LightboxDetails({ picture: { task, image }, counter, onBack, children }: Props) {
  const t = useTranslations('lightbox');
  const facts = useFacts(task, image);
  return (
    <div className="flex shrink-0 flex-col gap-5 p-5 pt-3 max-lg:pb-0 lg:w-84 lg:overflow-y-auto lg:pl-2">
      <div className="flex min-h-9 items-center gap-2 pr-10 pointer-coarse:pr-14">
        {counter ? <p className="numeric text-[0.8125rem] text-muted">{counter}</p> : null}
        {onBack ? (
          <Button size="sm" onClick={onBack}>
            <ArrowLeft aria-hidden /> {t('back')}
          </Button>
        ) : null}
        <div className="ml-auto">
          <LightboxShortcuts />
        </div>
      </div>
      <LightboxPrompt key={task.taskId} prompt={task.prompt} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-[0.8125rem]">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere text-right">{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </div>
  );
}

/** How a picture was made, in words. */
function useFacts(task: PictureTask, image: GeneratedImage): { name: string; value: string }[] {
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
