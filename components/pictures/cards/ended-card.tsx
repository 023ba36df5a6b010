'use client';

import { Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { bestRemedy, FailureRemedy, useCopyDetails } from '@/components/pictures/failure-remedy';
import { returnedCredits } from '@/components/pictures/version-price';
import { useTaskErrorText } from '@/components/tasks/task-words';
import { useNow } from '@/components/tasks/tasks-context';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import type { PictureTask } from '@/lib/generation/schema';

/** Of the size that the picture would have had, and wider where that is too narrow for words; what has no room is scrolled to. */
const PANEL =
  'absolute inset-y-0 left-0 flex w-[max(100%,9.5rem)] flex-col overflow-y-auto rounded-xl border p-3 [scrollbar-width:thin] @min-[17rem]:p-4';

interface FailedCardProps {
  task: PictureTask;
  onTryAgain: () => void;
  onDelete: () => void;
}

/** Why there is no picture, what was paid back, and the one thing that helps most. */
export function FailedCard({ task, onTryAgain, onDelete }: FailedCardProps) {
  const t = useTranslations('card');
  const copyDetails = useCopyDetails();
  const errorText = useTaskErrorText();
  const isCopied = bestRemedy(task.error, useNow(30_000)).kind === 'copy';
  const { title, text } = errorText(task.error?.code);
  const credits = returnedCredits(task);

  return (
    <div className={cn(PANEL, 'border-hairline bg-surface')}>
      <h3 className="font-semibold leading-5">{title}</h3>
      <p className="mt-1.5 text-[0.8125rem] text-muted leading-[1.45]">{text}</p>
      {credits ? (
        <p className="mt-1.5 text-[0.8125rem] text-success">{t('returned', { count: credits })}</p>
      ) : null}
      <div className="mt-auto flex flex-wrap items-center gap-1.5 pt-2.5">
        <FailureRemedy task={task} onTryAgain={onTryAgain} />
        {isCopied ? null : (
          <IconButton size="sm" label={t('copyDetails')} onClick={() => void copyDetails(task)}>
            <Copy aria-hidden />
          </IconButton>
        )}
        <IconButton size="sm" label={t('delete')} onClick={onDelete}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

interface CanceledCardProps {
  task: PictureTask;
  onTryAgain: () => void;
  onDelete: () => void;
}

/** A picture that a person did not want any more. */
export function CanceledCard({ task, onTryAgain, onDelete }: CanceledCardProps) {
  const t = useTranslations('card');
  const credits = returnedCredits(task);
  return (
    <div className={cn(PANEL, 'border-hairline-strong border-dashed')}>
      <p className="text-[0.8125rem] leading-5">
        <span className="font-medium">{t('canceled')}</span>
        {credits ? <span className="text-muted"> · {t('returned', { count: credits })}</span> : null}
      </p>
      <div className="mt-auto flex flex-wrap items-center gap-1.5 pt-2.5">
        <Button size="sm" onClick={onTryAgain}>
          {t('tryAgain')}
        </Button>
        <IconButton size="sm" label={t('delete')} onClick={onDelete}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
