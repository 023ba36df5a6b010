'use client';

import { Download, RotateCcw, ZoomIn, ZoomOut } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useDuration } from '@/components/gallery/use-duration';
import { Button } from '@/components/ui/button';
import type { GeneratedImage, Task } from '@/lib/generation/schema';
import { findModel } from '@/lib/providers/catalogue';

interface Props {
  task: Task;
  image: GeneratedImage;
  counter: string;
  zoomed: boolean;
  onZoom: () => void;
  onDownload: () => void;
  onReuse: () => void;
}

/** Prompt and settings beside the picture. */
export function LightboxDetails({ task, image, counter, zoomed, onZoom, onDownload, onReuse }: Props) {
  const t = useTranslations('lightbox');
  const facts = useFacts(task, image);
  return (
    <div className="flex shrink-0 flex-col gap-5 p-5 lg:w-84 lg:pl-2 lg:overflow-y-auto">
      <p className="numeric pr-10 text-[0.8125rem] text-muted leading-9">{counter}</p>
      <section aria-label={t('prompt')}>
        <p className="whitespace-pre-wrap text-pretty text-[0.9375rem] leading-relaxed">{task.prompt}</p>
      </section>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-[0.8125rem]">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere text-right">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-auto flex flex-col gap-2">
        <Button variant="primary" onClick={onDownload} aria-keyshortcuts="D">
          <Download aria-hidden /> {t('download')} <Key>D</Key>
        </Button>
        <Button onClick={onReuse} aria-keyshortcuts="R">
          <RotateCcw aria-hidden /> {t('reuse')} <Key>R</Key>
        </Button>
        <Button onClick={onZoom} aria-keyshortcuts="Z">
          {zoomed ? <ZoomOut aria-hidden /> : <ZoomIn aria-hidden />} {zoomed ? t('zoomOut') : t('zoomIn')}{' '}
          <Key>Z</Key>
        </Button>
      </div>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd aria-hidden className="numeric text-xs opacity-70 pointer-coarse:hidden">
      {children}
    </kbd>
  );
}

function useFacts(task: Task, image: GeneratedImage): { name: string; value: string }[] {
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
