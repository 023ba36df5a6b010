'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';

/** Instead of the studio while the account service can't be reached. */
export function Unavailable() {
  const t = useTranslations('app');
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <PlainPage title={t('unavailableTitle')} text={t('unavailableText')}>
      <Button variant="primary" pending={pending} onClick={() => startTransition(() => router.refresh())}>
        {t('tryAgain')}
      </Button>
    </PlainPage>
  );
}
