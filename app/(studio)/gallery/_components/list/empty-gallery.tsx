'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';

interface Props {
  why: 'none' | 'nothing' | 'failed';
  onClear: () => void;
  onRetry: () => void;
}

/** Instead of pictures: there are none yet, none that were asked for, or they could not be loaded. */
export function EmptyGallery({ why, onClear, onRetry }: Props) {
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
