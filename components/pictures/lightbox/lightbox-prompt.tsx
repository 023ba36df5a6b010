'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/components/ui/class-names';

/** Longer than this it would push everything else out of the window. */
const LONG = 360;

/** What the picture was asked for with; a long text is folded. */
export function LightboxPrompt({ prompt }: { prompt: string }) {
  const t = useTranslations('lightbox');
  const [open, setOpen] = useState(false);
  const folds = prompt.length > LONG || prompt.split('\n').length > 8;
  return (
    <section aria-label={t('prompt')} className="flex flex-col items-start gap-1">
      <p
        dir="auto"
        className={cn(
          'wrap-anywhere whitespace-pre-wrap text-pretty text-[0.9375rem] leading-relaxed',
          folds && !open && 'line-clamp-6',
        )}
      >
        {prompt}
      </p>
      {folds ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="min-h-8 text-[0.8125rem] text-muted underline-offset-4 hover:text-foreground hover:underline pointer-coarse:min-h-11"
        >
          {open ? t('promptLess') : t('promptMore')}
        </button>
      ) : null}
    </section>
  );
}
