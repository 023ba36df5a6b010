'use client';

import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { useSWRConfig } from 'swr';
import { Button } from '@/components/ui/button';
import { CREDITS_KEY } from './credits-key';

/** Adds 100 credits on a local installation, and says whether it did. */
export function GetMoreButton({ action }: { action: () => Promise<boolean> }) {
  const t = useTranslations('credits');
  const [pending, startTransition] = useTransition();
  const { mutate } = useSWRConfig();
  return (
    <div className="mt-4 flex flex-col gap-1.5">
      <Button
        pending={pending}
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
      <p className="text-center text-muted text-xs">{t('getMoreNote')}</p>
    </div>
  );
}
