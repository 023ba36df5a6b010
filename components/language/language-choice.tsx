'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { callAction } from '@/components/notices/page-notices';
import { Menu, MenuRadioGroup } from '@/components/ui/menu';
import { chooseLanguage } from '@/i18n/choose-language';
import type { Locale } from '@/i18n/locales';

export const LANGUAGES: readonly { value: Locale; label: string; lang: string }[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'pt-BR', label: 'Português (Brasil)', lang: 'pt-BR' },
];

/** Returns the function that changes the language of the app. */
export function useChooseLanguage(): (locale: Locale) => void {
  const [, startTransition] = useTransition();
  return (next) => startTransition(() => callAction(() => chooseLanguage(next)));
}

/** The languages, inside a menu. */
export function LanguageChoice() {
  const t = useTranslations('language');
  const locale = useLocale();
  const choose = useChooseLanguage();
  return <MenuRadioGroup label={t('label')} value={locale} options={LANGUAGES} onChange={choose} />;
}

/** The languages as a menu of their own. */
export function LanguageMenuItems({ side }: { side: 'top' | 'bottom' }) {
  return (
    <Menu side={side} align="end">
      <LanguageChoice />
    </Menu>
  );
}
