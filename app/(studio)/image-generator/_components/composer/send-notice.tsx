'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { GetMoreButton } from '@/components/credits/get-more-button';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { IconButton } from '@/components/ui/icon-button';
import type { CallError } from '@/lib/http/call-api';

interface Props {
  error: CallError;
  onSendAgain: () => void;
  onDismiss: () => void;
  /** Adds credits; only a local installation has it. */
  getMore: (() => Promise<boolean>) | undefined;
}

/** Codes after which the same request may well be accepted. */
const PASSING = new Set(['network', 'unavailable', 'internal', 'rate_limited', 'insufficient_credits']);

/** Why nothing was sent, right at the composer; the prompt is still in it. */
export function SendNotice({ error, onSendAgain, onDismiss, getMore }: Props) {
  const t = useTranslations('composer');
  const sentence = useSentence(error);
  return (
    <div
      role="alert"
      className="mt-3 flex animate-rise flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-danger/35 bg-danger/8 py-2 pr-2 pl-3.5"
    >
      <p className="min-w-48 flex-1 text-pretty">{sentence}</p>
      {error.code === 'insufficient_credits' && getMore ? <GetMoreButton bare action={getMore} /> : null}
      {error.code === 'unauthenticated' ? (
        <Link href="/login?next=/image-generator" className={buttonClass({ size: 'sm' })}>
          {t('signIn')}
        </Link>
      ) : null}
      {PASSING.has(error.code) ? (
        <Button size="sm" onClick={onSendAgain}>
          {t('sendAgain')}
        </Button>
      ) : null}
      <IconButton size="sm" label={t('dismiss')} onClick={onDismiss}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

function useSentence(error: CallError): string {
  const t = useTranslations('composer');
  const errors = useTranslations('errors');
  const { required, balance } = error.details;
  if (error.code === 'insufficient_credits' && typeof required === 'number' && typeof balance === 'number') {
    return `${t('insufficient', { required, balance })} ${t('fewerImages')}`;
  }
  if (error.code === 'rate_limited' && error.retryAfterSeconds) {
    return `${errors('rate_limited')} ${t('waitSeconds', { seconds: error.retryAfterSeconds })}`;
  }
  return error.code === 'not_found' ? t('partDeleted') : errors(error.code);
}
