'use client';

import { Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { Task } from '@/lib/generation/schema';
import { bestRemedy } from './best-remedy';
import { FailureRemedy } from './failure-remedy';
import { returnedCredits } from './returned-credits';
import { useCopyDetails } from './use-copy-details';
import { useNow } from './use-now';
import { useTaskErrorText } from './use-task-error-text';

interface Props {
  task: Task;
  onTryAgain: () => void;
  onDelete: () => void;
}

export function FailedCard({ task, onTryAgain, onDelete }: Props) {
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
