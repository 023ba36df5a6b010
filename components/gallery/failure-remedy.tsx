'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { Task } from '@/lib/generation/schema';
import { bestRemedy } from './best-remedy';
import { reusableOf } from './reusable-of';
import { useCopyDetails } from './use-copy-details';
import { useGallery } from './use-gallery';
import { useNow } from './use-now';

interface Props {
  task: Task;
  onTryAgain: () => void;
}

/** The one button that helps most after a failure. */
export function FailureRemedy({ task, onTryAgain }: Props) {
  const t = useTranslations('card');
  const format = useFormatter();
  const { onReuse } = useGallery();
  const copyDetails = useCopyDetails();
  const remedy = bestRemedy(task.error, useNow(30_000));
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
    case 'wait':
      return (
        <Button size="sm" disabled>
          {t('tryAgainAt', {
            time: format.dateTime(new Date(remedy.until), { hour: 'numeric', minute: '2-digit' }),
          })}
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
