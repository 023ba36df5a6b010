'use client';

import { Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { OnDemand } from '@/components/ui/on-demand';

const loadItems = () => import('./theme-menu-items').then((module) => module.ThemeMenuItems);

export function ThemeMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('theme');
  return (
    <OnDemand
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
