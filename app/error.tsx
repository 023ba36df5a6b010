'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';

interface Props {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: Props) {
  const t = useTranslations('app');
  return (
    <PlainPage
      title={t('errorTitle')}
      text={t('errorText')}
      note={error.digest ? t('errorReference', { digest: error.digest }) : undefined}
    >
      <Button variant="primary" onClick={retry}>
        {t('tryAgain')}
      </Button>
    </PlainPage>
  );
}
