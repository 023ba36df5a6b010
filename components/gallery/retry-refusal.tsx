'use client';

import { useTranslations } from 'next-intl';
import type { CallError } from '@/lib/http/call-error';

/** Why trying again was refused, on the card where it was asked for. */
export function RetryRefusal({ refusal }: { refusal: CallError }) {
  const t = useTranslations('errors');
  return (
    <p
      role="alert"
      className="absolute inset-x-2 bottom-14 animate-rise rounded-lg bg-danger px-3 py-2 text-[0.8125rem] text-danger-ink"
    >
      {t(refusal.code)}
    </p>
  );
}
