'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { callAction } from '@/components/notices/page-notices';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { toast } from '@/components/ui/toast';
import { useRefreshCredits } from './use-credits';

interface Props {
  action: () => Promise<boolean>;
  /** Only the button, small, for a line of text. */
  bare?: boolean;
}

/** Adds 100 credits on a local installation, and says whether it did. */
export function GetMoreButton({ action, bare = false }: Props) {
  const t = useTranslations('credits');
  const [pending, startTransition] = useTransition();
  const refreshCredits = useRefreshCredits();
  return (
    <div className={cn('flex flex-col gap-1.5', !bare && 'mt-4')}>
      <Button
        pending={pending}
        size={bare ? 'sm' : 'md'}
        onClick={() =>
          startTransition(async () => {
            if (!(await callAction(action))) {
              toast.error(t('getMoreFailed'));
              return;
            }
            await refreshCredits();
            toast.success(t('getMoreDone'));
          })
        }
      >
        {t('getMore')}
      </Button>
      {bare ? null : <p className="text-center text-muted text-xs">{t('getMoreNote')}</p>}
    </div>
  );
}
