'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface Props {
  /** From 0. */
  index: number;
  total: number;
  onGo: (step: number) => void;
}

/** Which of its versions a card shows, and the way to the others. */
export function VersionControl({ index, total, onGo }: Props) {
  const t = useTranslations('versions');
  return (
    <fieldset
      aria-label={t('title')}
      className="absolute top-2 right-2 flex min-w-0 items-center rounded-lg bg-negative text-negative-ink text-xs"
    >
      <Step label={t('older')} disabled={index === 0} onClick={() => onGo(-1)}>
        <ChevronLeft aria-hidden />
      </Step>
      <span className="numeric" aria-hidden>
        {index + 1}/{total}
      </span>
      <span className="sr-only">{t('counter', { index: index + 1, total })}</span>
      <Step label={t('newer')} disabled={index === total - 1} onClick={() => onGo(1)}>
        <ChevronRight aria-hidden />
      </Step>
    </fieldset>
  );
}

interface StepProps {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** Keeps its focus at the last version, and is as high as a finger without looking so. */
function Step({ label, disabled, onClick, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      onClick={onClick}
      className="grid h-7 w-6 place-content-center rounded-lg focus-visible:-outline-offset-2 aria-disabled:opacity-40 pointer-coarse:-my-2 pointer-coarse:h-11 pointer-coarse:w-11 [&_svg]:size-4"
    >
      {children}
    </button>
  );
}
