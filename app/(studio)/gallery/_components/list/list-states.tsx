'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';

interface EmptyGalleryProps {
  why: 'none' | 'nothing' | 'failed';
  onClear: () => void;
  onRetry: () => void;
}

/** Instead of pictures: there are none yet, none that were asked for, or they could not be loaded. */
export function EmptyGallery({ why, onClear, onRetry }: EmptyGalleryProps) {
  const t = useTranslations('gallery');
  return (
    <div className="flex max-w-xl flex-col items-start gap-2 py-10 sm:py-16">
      <h2 className="font-semibold text-xl tracking-tight">{t(`empty.${why}.title`)}</h2>
      <p className="mb-3 text-pretty text-[0.9375rem] text-muted leading-relaxed">{t(`empty.${why}.text`)}</p>
      {why === 'none' ? (
        <Link href="/image-generator" className={buttonClass({ variant: 'primary' })}>
          {t('empty.none.action')}
        </Link>
      ) : null}
      {why === 'nothing' ? <Button onClick={onClear}>{t('clearFilters')}</Button> : null}
      {why === 'failed' ? <Button onClick={onRetry}>{t('tryAgain')}</Button> : null}
    </div>
  );
}

interface ListEndProps {
  loading: boolean;
  failed: boolean;
  onMore: () => void;
  onRetry: () => void;
}

/** Under the last row while there are more pictures: they come by themselves, or by button. */
export function ListEnd({ loading, failed, onMore, onRetry }: ListEndProps) {
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

interface ListStatusProps {
  shown: number;
  loading: boolean;
  complete: boolean;
}

/** Says to those who don't see it what has come. */
export function ListStatus({ shown, loading, complete }: ListStatusProps) {
  const t = useTranslations('gallery');
  const words = shown > 0 ? t(complete ? 'shownAll' : 'shown', { count: shown }) : t('nothingFound');
  return (
    <p role="status" className="sr-only">
      {loading ? '' : words}
    </p>
  );
}
