'use client';

import { Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { bestRemedy, FailureRemedy, useCopyDetails } from '@/components/pictures/failure-remedy';
import { returnedCredits } from '@/components/pictures/version-price';
import { useTaskErrorText } from '@/components/tasks/task-words';
import { useNow } from '@/components/tasks/tasks-context';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { PictureTask } from '@/lib/generation/schema';

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
    <div className="flex flex-col rounded-xl border border-hairline bg-surface p-4">
      <h3 className="font-semibold leading-5">{title}</h3>
      <p className="mt-1.5 text-[0.8125rem] text-muted leading-[1.45]">{text}</p>
      {credits ? (
        <p className="mt-1.5 text-[0.8125rem] text-success">{t('returned', { count: credits })}</p>
      ) : null}
      <div className="mt-auto flex flex-wrap items-center gap-1.5 pt-4">
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
    <div className="flex flex-col rounded-xl border border-hairline-strong border-dashed p-4">
      <p className="text-[0.8125rem] leading-5">
        <span className="font-medium">{t('canceled')}</span>
        {credits ? <span className="text-muted"> · {t('returned', { count: credits })}</span> : null}
      </p>
      <div className="mt-auto flex flex-wrap items-center gap-1.5 pt-4">
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
