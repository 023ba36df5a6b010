'use client';

import { ChevronDown, ChevronUp, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { SlotState } from '@/components/pictures/slot-state';
import { useVersionLabel } from '@/components/pictures/version-price';
import { NewVersionEnd } from '@/components/pictures/versions/new-version-end';
import { NewVersionStrip } from '@/components/pictures/versions/new-version-strip';
import { useTryAgain } from '@/components/pictures/versions/use-try-again';
import { isOpen } from '@/components/tasks/task-status';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { PictureTask } from '@/lib/generation/schema';

interface Props {
  task: PictureTask;
  slot: SlotState;
  onShow: (taskId: string | undefined) => void;
}

/** The versions of the slot, and one more. What becomes of that is said in the same place. */
export function LightboxVersions({ task, slot, onShow }: Props) {
  const t = useTranslations('versions');
  const label = useVersionLabel(task);
  const { tryAgain, refusal, forget } = useTryAgain();
  const { pictures, attempt } = slot;
  const index = pictures.findIndex((picture) => picture.task.taskId === task.taskId);
  const onTryAgain = () => void tryAgain(attempt ?? pictures.at(-1)?.task ?? task);
  const total = pictures.length;
  return (
    <section aria-label={t('title')} className="@container flex flex-col gap-2">
      {total > 1 ? (
        <div className="flex items-center gap-1">
          <p aria-live="polite" className="mr-auto text-[0.8125rem] tabular-nums">
            {t('counter', { index: index + 1, total })}
          </p>
          <IconButton
            size="sm"
            label={t('older')}
            aria-disabled={index <= 0}
            aria-keyshortcuts="ArrowUp ["
            onClick={() => onShow(pictures[index - 1]?.task.taskId)}
            className="aria-disabled:opacity-40"
          >
            <ChevronUp aria-hidden />
          </IconButton>
          <IconButton
            size="sm"
            label={t('newer')}
            aria-disabled={index === total - 1}
            aria-keyshortcuts="ArrowDown ]"
            onClick={() => onShow(pictures[index + 1]?.task.taskId)}
            className="aria-disabled:opacity-40"
          >
            <ChevronDown aria-hidden />
          </IconButton>
        </div>
      ) : null}
      {attempt && isOpen(attempt) ? (
        <NewVersionStrip task={attempt} number={task.position + 1} />
      ) : (
        <NewVersionEnd slot={slot} refusal={refusal} onForget={forget} onTryAgain={onTryAgain} />
      )}
      {attempt || refusal ? null : (
        <Button onClick={onTryAgain}>
          <Plus aria-hidden /> {label}
        </Button>
      )}
    </section>
  );
}
