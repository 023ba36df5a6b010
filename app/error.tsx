'use client';

import { useTranslations } from 'next-intl';
import { LostPageWords } from '@/components/page/lost-page';
import { PlainPage } from '@/components/page/plain-page';
import { buttonClass } from '@/components/ui/button-class';

interface Props {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function ErrorPage({ error, retry }: Props) {
  const t = useTranslations('app');
  // Asked for again it would be gone again.
  if (error.name === 'ChunkLoadError') return <LostPageWords />;
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
