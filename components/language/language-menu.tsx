'use client';

import { useLocale, useTranslations } from 'next-intl';
import { LazyPopup } from '@/components/ui/lazy-popup';

const loadItems = () => import('./language-choice').then((module) => module.LanguageMenuItems);

/** The button that says which language this is, and its menu. */
export function LanguageMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('language');
  const code = useLocale().slice(0, 2).toUpperCase();
  return (
    <LazyPopup
      kind="menu"
      load={loadItems}
      popup={{ side }}
      trigger={
        <button
          type="button"
          aria-label={`${t('label')}: ${code}`}
          className="inline-flex h-9 min-w-9 items-center justify-center rounded-lg px-2 text-[0.8125rem] text-muted transition-colors hover:bg-raised hover:text-foreground data-popup-open:bg-raised pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          {code}
        </button>
      }
    />
  );
}
