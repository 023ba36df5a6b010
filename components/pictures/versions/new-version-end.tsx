'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FailureRemedy } from '@/components/pictures/failure-remedy';
import type { SlotState } from '@/components/pictures/slot-state';
import { useDismiss } from '@/components/pictures/use-delete';
import { returnedCredits } from '@/components/pictures/version-price';
import { useTaskErrorText } from '@/components/tasks/task-words';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { CallError } from '@/lib/http/call-api';

interface NewVersionEndProps {
  slot: SlotState;
  refusal: CallError | null;
  /** Takes the refusal away. */
  onForget: () => void;
  onTryAgain: () => void;
}

/** Why there is no new version: it was refused, failed or was canceled. */
export function NewVersionEnd({
  slot: { attempt, failures },
  refusal,
  onForget,
  onTryAgain,
}: NewVersionEndProps) {
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

interface NewVersionNoticeProps {
  title: string;
  text?: string | undefined;
  /** Read out at once; a failure is told by what tells of all ends. */
  urgent?: boolean;
  /** What helps. */
  children?: ReactNode;
  onDismiss: () => void;
}

/** A new version came to nothing: said over the picture, which stays. */
function NewVersionNotice({ title, text, urgent = false, children, onDismiss }: NewVersionNoticeProps) {
  const t = useTranslations('versions');
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className="flex max-h-full animate-rise flex-col gap-1 overflow-y-auto rounded-lg bg-surface py-1 pl-3 shadow-lift"
    >
      <div className="flex items-start">
        <p className="min-w-0 flex-1 py-1.5 font-medium text-[0.8125rem] leading-5">{title}</p>
        <IconButton size="sm" label={t('dismiss')} onClick={onDismiss} className="mr-1">
          <X aria-hidden />
        </IconButton>
      </div>
      {text ? <p className="pr-3 text-muted text-xs leading-[1.45] @max-[14rem]:sr-only">{text}</p> : null}
      {children ? <div className="flex flex-wrap gap-1.5 pt-1 pr-3 pb-2">{children}</div> : null}
    </div>
  );
}
