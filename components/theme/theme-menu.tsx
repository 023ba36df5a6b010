'use client';

import { Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { Menu } from '@/components/ui/menu';
import { ThemeChoice } from './theme-choice';

export function ThemeMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('theme');
  return (
    <Menu
      side={side}
      align="end"
      trigger={
        <IconButton label={t('label')} tooltipSide={side}>
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </IconButton>
      }
    >
      <ThemeChoice />
    </Menu>
  );
}
