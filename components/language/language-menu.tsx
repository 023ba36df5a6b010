'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Menu } from '@/components/ui/menu';
import { LanguageChoice } from './language-choice';

export function LanguageMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('language');
  const code = useLocale().slice(0, 2).toUpperCase();
  return (
    <Menu
      side={side}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`${t('label')}: ${code}`}
          className="inline-flex h-9 min-w-9 items-center justify-center rounded-lg px-2 text-[0.8125rem] text-muted transition-colors hover:bg-raised hover:text-foreground data-popup-open:bg-raised pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          {code}
        </button>
      }
    >
      <LanguageChoice />
    </Menu>
  );
}
