'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { LazyPopup } from '@/components/ui/lazy-popup';
import { useBalance } from './use-credits';

interface Props {
  /** Adds 100 credits; only a local installation has it. */
  getMore?: (() => Promise<boolean>) | undefined;
}

const loadPopover = () => import('./credits-popover').then((module) => module.CreditsPopover);

/** The balance, always current; opens what it was spent on. */
export function CreditsButton({ getMore }: Props) {
  const t = useTranslations('credits');
  const format = useFormatter();
  const current = useBalance();
  return (
    <LazyPopup
      kind="dialog"
      load={loadPopover}
      popup={{ balance: current, getMore }}
      trigger={
        <button
          type="button"
          aria-label={t('open', { count: current })}
          className="inline-flex h-9 items-center gap-1.5 rounded-lg px-2.5 text-muted transition-colors hover:bg-raised data-popup-open:bg-raised pointer-coarse:min-h-11"
        >
          {t.rich('balance', {
            count: current,
            n: () => <span className="numeric font-medium text-foreground">{format.number(current)}</span>,
          })}
        </button>
      }
    />
  );
}
