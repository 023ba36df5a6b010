'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

interface Props {
  credits: number;
  disabled: boolean;
  /** The id of the text that says why it is disabled. */
  reasonId: string | undefined;
  /** Whether the price is the one of this person's own settings yet. */
  settled: boolean;
}

/** Says what it costs. The second click of a double click does not buy a second batch. */
export function SendButton({ credits, disabled, reasonId, settled }: Props) {
  const t = useTranslations('composer');
  return (
    <Button
      type="submit"
      variant="primary"
      disabled={disabled}
      aria-describedby={reasonId}
      onClick={(event) => {
        if (event.detail > 1) event.preventDefault();
      }}
      className="@max-2xl/composer:h-11 @max-2xl/composer:w-full"
    >
      {t('generate')}
      <span className={cn('numeric font-normal text-[0.8125rem]', !settled && 'invisible')}>
        <span aria-hidden>· </span>
        {t('price', { count: credits })}
      </span>
    </Button>
  );
}
