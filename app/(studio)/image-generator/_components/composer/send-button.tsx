'use client';

import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useBalance } from '@/components/credits/use-credits';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';

interface Props {
  credits: number;
  disabled: boolean;
  /** So many references are still on their way. */
  uploading: number;
  /** It was pressed meanwhile: it goes when they have arrived. */
  waiting: boolean;
  /** The id of the text that says why it is disabled. */
  reasonId: string | undefined;
  /** Whether the price is the one of this person's own settings yet. */
  settled: boolean;
}

/** Says what it costs, and if that is more than there is. The second click of a double click does not buy a second batch. */
export const SendButton = memo(function SendButton({
  credits,
  disabled,
  uploading,
  waiting,
  reasonId,
  settled,
}: Props) {
  const t = useTranslations('composer');
  const references = useTranslations('references');
  const balance = useBalance();
  const over = settled && credits > balance;
  return (
    <Button
      type="submit"
      variant="primary"
      disabled={disabled}
      aria-describedby={reasonId}
      onClick={(event) => {
        if (event.detail > 1) event.preventDefault();
      }}
      className="relative max-lg:h-11 max-lg:grow-0"
    >
      {/* Its width stays, so that nothing moves. */}
      <span className={cn('contents', uploading > 0 && '*:invisible')}>
        <span>{t('generate')}</span>
        <span className={cn('numeric font-normal text-[0.8125rem]', !settled && 'invisible')}>
          <span aria-hidden>· </span>
          {over ? t('priceOver', { count: credits, balance }) : t('price', { count: credits })}
        </span>
      </span>
      {uploading > 0 ? (
        <span className="absolute inset-0 flex items-center justify-center gap-2">
          <LoaderCircle aria-hidden className="animate-spin" />
          {references(waiting ? 'goesAfter' : 'waitingShort')}
          <span className="sr-only">
            {references(waiting ? 'goesAfterLong' : 'waiting', { count: uploading })}
          </span>
        </span>
      ) : null}
    </Button>
  );
});
