'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { useSWRConfig } from 'swr';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { toast } from '@/components/ui/toast';
import { CREDITS_KEY } from './credits-key';

interface Props {
  action: () => Promise<boolean>;
  /** Only the button, small, for a line of text. */
  bare?: boolean;
}

/** Adds 100 credits on a local installation, and says whether it did. */
export function GetMoreButton({ action, bare = false }: Props) {
  const t = useTranslations('credits');
  const [pending, startTransition] = useTransition();
  const { mutate } = useSWRConfig();
  return (
    <div className={cn('flex flex-col gap-1.5', !bare && 'mt-4')}>
      <Button
        pending={pending}
        size={bare ? 'sm' : 'md'}
        onClick={() =>
          startTransition(async () => {
            if (!(await action())) {
              toast.error(t('getMoreFailed'));
              return;
            }
            await mutate(CREDITS_KEY);
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
