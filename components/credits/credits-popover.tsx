'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Popover } from '@/components/ui/popover';
import { CreditsHistory } from './credits-history';
import { GetMoreButton } from './get-more-button';

interface Props {
  balance: number;
  getMore: (() => Promise<boolean>) | undefined;
}

/** What credits were spent on, and where there are more. */
export function CreditsPopover({ balance, getMore }: Props) {
  const t = useTranslations('credits');
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen} side="top" title={t('title')}>
      {open ? <CreditsHistory balance={balance} /> : null}
      {getMore ? <GetMoreButton action={getMore} /> : null}
    </Popover>
  );
}
