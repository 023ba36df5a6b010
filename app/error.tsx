'use client';

import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button-class';
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
      <button type="button" onClick={retry} className={buttonClass({ variant: 'primary' })}>
        {t('tryAgain')}
      </button>
    </PlainPage>
  );
}
