'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { announcements } from '@/components/notices/page-notices';
import type { Picture } from '@/components/pictures/slot-state';
import { useTabIndex } from '@/components/ui/keyboard/tab-stop';

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

interface Props {
  /** From 0. */
  index: number;
  total: number;
  onGo: (step: number) => void;
}

/** Which of its versions a card shows, and the way to the others. */
export function VersionControl({ index, total, onGo }: Props) {
  const t = useTranslations('versions');
  return (
    <fieldset
      aria-label={t('title')}
      className="pointer-events-auto absolute top-2 right-2 flex min-w-0 items-center rounded-lg bg-negative text-negative-ink text-xs"
    >
      <Step label={t('older')} disabled={index === 0} onClick={() => onGo(-1)}>
        <ChevronLeft aria-hidden />
      </Step>
      <span className="numeric" aria-hidden>
        {index + 1}/{total}
      </span>
      <span className="sr-only">{t('counter', { index: index + 1, total })}</span>
      <Step label={t('newer')} disabled={index === total - 1} onClick={() => onGo(1)}>
        <ChevronRight aria-hidden />
      </Step>
    </fieldset>
  );
}

interface StepProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** Keeps its focus at the last version, and is as high as a finger without looking so. */
function Step({ label, disabled, onClick, children }: StepProps) {
  const tabIndex = useTabIndex();
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={label}
      aria-disabled={disabled}
      onClick={onClick}
      className="grid h-7 w-6 place-content-center rounded-lg focus-visible:-outline-offset-2 aria-disabled:opacity-40 pointer-coarse:-my-2 pointer-coarse:h-11 pointer-coarse:w-11 [&_svg]:size-4"
    >
      {children}
    </button>
  );
}
