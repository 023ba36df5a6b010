'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useNow } from '@/components/tasks/tasks-context';
import { Button } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';
import { toast } from '@/components/ui/toast';
import type { PictureTask } from '@/lib/generation/schema';
import { reusableOf, usePictures } from './pictures-context';

type Remedy =
  | { kind: 'edit' | 'again' | 'copy' }
  | { kind: 'model'; until: string | undefined }
  | { kind: 'wait'; until: string };

/** The one thing that helps most after a failure. `now` is the database's time in ms. */
export function bestRemedy(error: PictureTask['error'], now: number): Remedy {
  switch (error?.code) {
    case 'safety_blocked':
    case 'invalid_request':
    case 'no_image':
      return { kind: 'edit' };
    // Only whoever runs the installation can mend the key, its billing or its region, and will ask for the details.
    case 'provider_auth':
      return { kind: 'copy' };
    // It is a model's own: another one goes now.
    case 'provider_quota':
      return isOver(error.retryAt, now) ? { kind: 'again' } : { kind: 'model', until: error.retryAt };
    default:
      return error?.retryAt && !isOver(error.retryAt, now)
        ? { kind: 'wait', until: error.retryAt }
        : { kind: 'again' };
  }
}

const isOver = (time: string | undefined, now: number) => time !== undefined && Date.parse(time) <= now;

interface Props {
  task: PictureTask;
  onTryAgain: () => void;
}

/** The one button that helps most after a failure. */
export function FailureRemedy({ task, onTryAgain }: Props) {
  const t = useTranslations('card');
  const format = useFormatter();
  const { onReuse } = usePictures();
  const copyDetails = useCopyDetails();
  const remedy = bestRemedy(task.error, useNow(30_000));
  const timeOf = (time: string) => format.dateTime(new Date(time), { hour: 'numeric', minute: '2-digit' });
  switch (remedy.kind) {
    case 'edit':
      return (
        <Button size="sm" onClick={() => onReuse('everything', reusableOf(task))}>
          {t('editPrompt')}
        </Button>
      );
    case 'again':
      return (
        <Button size="sm" onClick={onTryAgain}>
          {t('tryAgain')}
        </Button>
      );
    case 'model':
      return (
        <>
          <Button size="sm" onClick={() => onReuse('model', reusableOf(task))}>
            {t('anotherModel')}
          </Button>
          {remedy.until ? (
            <p className="text-muted text-xs">{t('tryAgainAt', { time: timeOf(remedy.until) })}</p>
          ) : null}
        </>
      );
    case 'wait':
      return (
        <Button size="sm" disabled>
          {t('tryAgainAt', { time: timeOf(remedy.until) })}
        </Button>
      );
    case 'copy':
      return (
        <Button size="sm" onClick={() => void copyDetails(task)}>
          {t('copyDetails')}
        </Button>
      );
  }
}

/** Copies what whoever runs the installation needs to find a task in its logs. */
export function useCopyDetails(): (task: PictureTask) => Promise<void> {
  const t = useTranslations('card');
  return async (task) => {
    const details = [
      `task ${task.taskId}`,
      `code ${task.error?.code ?? task.status}`,
      `model ${task.model}, attempt ${task.attempt} of ${task.maxAttempts}`,
      `created ${task.createdAt}, finished ${task.finishedAt ?? '-'}`,
    ].join('\n');
    try {
      await copyText(details);
      toast(t('copied'));
    } catch {
      toast.error(t('copyFailed'), { description: task.taskId });
    }
  };
}
