'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { Task } from '@/lib/generation/schema';
import { returnedCredits } from './returned-credits';

interface Props {
  task: Task;
  onTryAgain: () => void;
  onDelete: () => void;
}

export function CanceledCard({ task, onTryAgain, onDelete }: Props) {
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
