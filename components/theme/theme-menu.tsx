'use client';

import { Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { LazyPopup } from '@/components/ui/lazy-popup';

const loadItems = () => import('./theme-choice').then((module) => module.ThemeMenuItems);

/** Sun or moon, and the menu of themes. */
export function ThemeMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('theme');
  return (
    <LazyPopup
      kind="menu"
      load={loadItems}
      popup={{ side }}
      trigger={
        <IconButton label={t('label')} tooltipSide={side}>
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </IconButton>
      }
    />
  );
}
