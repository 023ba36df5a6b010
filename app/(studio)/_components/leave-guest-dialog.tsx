'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { callAction } from '@/components/notices/page-notices';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog } from '@/components/ui/dialog';
import { countHoldings } from './count-holdings';
import type { Holdings } from './holdings';

interface Props {
  onLeave: () => void;
  onClose: () => void;
  /** Where the focus goes then. */
  finalFocus: () => HTMLElement | null;
}

/** Says to a guest what signing out would lose, and how to keep it. */
export function LeaveGuestDialog({ onLeave, onClose, finalFocus }: Props) {
  const t = useTranslations('account');
  const [holdings, setHoldings] = useState<Holdings | null>();
  const [leaving, setLeaving] = useState(false);

  useEffect(() => {
    void callAction(countHoldings).then((counted) => setHoldings(counted ?? null));
  }, []);

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('leaveTitle')}
      finalFocus={finalFocus}
    >
      <p aria-live="polite" className="mt-2 min-h-16 text-pretty text-muted leading-relaxed">
        {holdings ? t('leaveText', { ...holdings }) : null}
        {holdings === null ? t('leaveUncounted') : null}
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button
          variant="danger"
          pending={leaving}
          onClick={() => {
            setLeaving(true);
            onLeave();
          }}
        >
          {t('leave')}
        </Button>
        <Link href="/account" onClick={onClose} className={buttonClass({ variant: 'primary' })}>
          {t('keep')}
        </Link>
      </div>
    </Dialog>
  );
}
