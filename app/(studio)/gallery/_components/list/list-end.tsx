'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

interface Props {
  loading: boolean;
  failed: boolean;
  onMore: () => void;
  onRetry: () => void;
}

/** Under the last row while there are more pictures: they come by themselves, or by button. */
export function ListEnd({ loading, failed, onMore, onRetry }: Props) {
  const t = useTranslations('gallery');
  return (
    <div className="flex flex-col items-center gap-2">
      {failed ? (
        <p role="alert" className="text-center text-muted">
          {t('moreFailed')}
        </p>
      ) : null}
      <Button pending={loading} onClick={failed ? onRetry : onMore}>
        {failed ? t('tryAgain') : t('more')}
      </Button>
    </div>
  );
}
