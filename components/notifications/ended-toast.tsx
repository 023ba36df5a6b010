'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/gallery/use-duration';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { EndedSummary } from './ended-summary';
import { useEndedTitle } from './use-ended-title';

interface Props {
  summary: EndedSummary;
  onView: () => void;
  onClose: () => void;
}

export function EndedToast({ summary, onView, onClose }: Props) {
  const t = useTranslations('toasts');
  const title = useEndedTitle();
  const duration = useDuration();
  const [image] = summary.leading.images;
  const count = summary.ready.length + summary.failed.length;
  return (
    <div className="flex w-[min(22rem,calc(100vw-2rem))] items-center gap-3 rounded-xl border border-hairline-strong bg-surface p-2.5 shadow-lift">
      {image ? (
        // biome-ignore lint/performance/noImgElement: a private thumbnail of our own
        <img src={image.thumbUrl} alt="" className="size-11 shrink-0 rounded-lg bg-raised object-cover" />
      ) : null}
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 font-medium text-[0.8125rem] leading-[1.35]">{title(summary)}</p>
        <p className="mt-0.5 text-muted text-xs">{t('detail', { count, time: duration(summary.tookMs) })}</p>
      </div>
      <Button size="sm" onClick={onView}>
        {t('view')}
      </Button>
      <IconButton size="sm" className="-ml-1.5" label={t('close')} onClick={onClose}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
