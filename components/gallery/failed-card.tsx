'use client';

import { Copy, Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { Task } from '@/lib/generation/schema';
import { bestRemedy } from './best-remedy';
import { returnedCredits } from './returned-credits';
import { useCopyDetails } from './use-copy-details';
import { useDelete } from './use-delete';
import { useGallery } from './use-gallery';
import { useNow } from './use-now';
import { useTaskErrorText } from './use-task-error-text';

interface Props {
  task: Task;
  onTryAgain: () => void;
}

export function FailedCard({ task, onTryAgain }: Props) {
  const t = useTranslations('card');
  const format = useFormatter();
  const { onReuse } = useGallery();
  const copyDetails = useCopyDetails();
  const remove = useDelete();
  const errorText = useTaskErrorText();
  const remedy = bestRemedy(task.error, useNow(30_000));
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
        {remedy.kind === 'edit' ? (
          <Button size="sm" onClick={() => onReuse('everything', task)}>
            {t('editPrompt')}
          </Button>
        ) : null}
        {remedy.kind === 'again' ? (
          <Button size="sm" onClick={onTryAgain}>
            {t('tryAgain')}
          </Button>
        ) : null}
        {remedy.kind === 'wait' ? (
          <Button size="sm" disabled>
            {t('tryAgainAt', {
              time: format.dateTime(new Date(remedy.until), { hour: 'numeric', minute: '2-digit' }),
            })}
          </Button>
        ) : null}
        {remedy.kind === 'copy' ? (
          <Button size="sm" onClick={() => void copyDetails(task)}>
            {t('copyDetails')}
          </Button>
        ) : (
          <IconButton size="sm" label={t('copyDetails')} onClick={() => void copyDetails(task)}>
            <Copy aria-hidden />
          </IconButton>
        )}
        <IconButton size="sm" label={t('delete')} onClick={() => remove([task.taskId])}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
