'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Menu } from '@/components/ui/menu';
import { MenuRadioGroup } from '@/components/ui/menu-radio-group';
import { chooseLanguage } from '@/i18n/choose-language';
import type { Locale } from '@/i18n/locales';

const LANGUAGES: readonly { value: Locale; label: string; lang: string }[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'pt-BR', label: 'Português (Brasil)', lang: 'pt-BR' },
];

export function LanguageMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('language');
  const locale = useLocale();
  const [, startTransition] = useTransition();
  return (
    <Menu
      side={side}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`${t('label')}: ${locale.slice(0, 2).toUpperCase()}`}
          className="inline-flex h-9 min-w-9 items-center justify-center rounded-lg px-2 text-[0.8125rem] text-muted transition-colors hover:bg-raised hover:text-foreground data-popup-open:bg-raised pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          {locale.slice(0, 2).toUpperCase()}
        </button>
      }
    >
      <MenuRadioGroup
        label={t('label')}
        value={locale}
        options={LANGUAGES}
        onChange={(next) => startTransition(() => chooseLanguage(next))}
      />
    </Menu>
  );
}
