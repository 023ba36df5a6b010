'use client';

import { useTranslations } from 'next-intl';
import { Popover } from '@/components/ui/popover';

/** What the built-in provider is, and how to do without it. */
export function DemoNote() {
  const t = useTranslations('nav');
  return (
    <Popover side="top" title={t('demoTitle')} className="w-80">
      <p className="text-pretty text-muted leading-relaxed">{t('demoText')}</p>
      <p className="mt-3 text-pretty leading-relaxed">{t('demoHow', { variable: 'GEMINI_API_KEY' })}</p>
    </Popover>
  );
}
