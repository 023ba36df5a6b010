'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/tasks/task-words';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { PictureTask } from '@/lib/generation/schema';

export interface FinishedSummary {
  ready: PictureTask[];
  failed: PictureTask[];
  /** From the click to the last of them, in ms. */
  tookMs: number;
  /** The one to show: the first picture, or else the first failure. */
  leading: PictureTask;
}

/** Several finished tasks as one; null when nobody needs to be told: a person knows what they canceled. */
export function summarise(tasks: readonly PictureTask[]): FinishedSummary | null {
  const ready = tasks.filter((task) => task.status === 'completed');
  const failed = tasks.filter((task) => task.status === 'failed');
  const leading = ready[0] ?? failed[0];
  if (!leading) return null;
  const told = [...ready, ...failed];
  const began = Math.min(...told.map((task) => Date.parse(task.createdAt)));
  const ended = Math.max(...told.map((task) => Date.parse(task.finishedAt ?? task.createdAt)));
  return { ready, failed, tookMs: ended - began, leading };
}

const LONGEST_TITLE = 60;

/** The sentence that tells what ended. */
export function useFinishedTitle(): (summary: FinishedSummary) => string {
  const t = useTranslations('toasts');
  return ({ ready, failed, leading }) => {
    const title = shortened(leading.prompt);
    if (ready.length > 0 && failed.length > 0)
      return t('both', { ready: ready.length, failed: failed.length });
    if (ready.length > 0)
      return ready.length === 1 ? t('ready', { title }) : t('readyMany', { count: ready.length });
    return failed.length === 1 ? t('failed', { title }) : t('failedMany', { count: failed.length });
  };
}

function shortened(prompt: string): string {
  return prompt.length > LONGEST_TITLE ? `${prompt.slice(0, LONGEST_TITLE).trimEnd()}…` : prompt;
}

interface Props {
  summary: FinishedSummary;
  onView: () => void;
  onClose: () => void;
}

/** One toast for all that has finished out of sight. */
export function FinishedToast({ summary, onView, onClose }: Props) {
  const t = useTranslations('toasts');
  const title = useFinishedTitle();
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
