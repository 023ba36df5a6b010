'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { CallError } from '@/lib/http/call-error';
import { FailureRemedy } from './failure-remedy';
import { NewVersionNotice } from './new-version-notice';
import { returnedCredits } from './returned-credits';
import type { SlotState } from './slot-state';
import { useDismiss } from './use-dismiss';
import { useTaskErrorText } from './use-task-error-text';

interface Props {
  slot: SlotState;
  refusal: CallError | null;
  /** Takes the refusal away. */
  onForget: () => void;
  onTryAgain: () => void;
}

/** Why there is no new version: it was refused, failed or was canceled. */
export function NewVersionEnd({ slot: { attempt, failures }, refusal, onForget, onTryAgain }: Props) {
  const t = useTranslations('versions');
  const inCard = useTranslations('card');
  const inErrors = useTranslations('errors');
  const errorText = useTaskErrorText();
  const dismiss = useDismiss();
  if (refusal) return <NewVersionNotice urgent title={inErrors(refusal.code)} onDismiss={onForget} />;
  if (!attempt) return null;

  const credits = returnedCredits(attempt);
  const returned = credits ? inCard('returned', { count: credits }) : undefined;
  if (attempt.status === 'canceled') {
    return (
      <NewVersionNotice title={t('canceled')} text={returned} onDismiss={() => dismiss(failures)}>
        <Button size="sm" onClick={onTryAgain}>
          {inCard('tryAgain')}
        </Button>
      </NewVersionNotice>
    );
  }
  const { title, text } = errorText(attempt.error?.code);
  return (
    <NewVersionNotice
      title={t('failed', { reason: title })}
      text={returned ? `${text} ${returned}.` : text}
      onDismiss={() => dismiss(failures)}
    >
      <FailureRemedy task={attempt} onTryAgain={onTryAgain} />
    </NewVersionNotice>
  );
}
