'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { IconButton } from '@/components/ui/icon-button';
import { Menu } from '@/components/ui/menu';
import { MenuRadioGroup } from '@/components/ui/menu-radio-group';

export function ThemeMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('theme');
  const { theme = 'system', setTheme } = useTheme();
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
      <MenuRadioGroup
        label={t('label')}
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'system', label: t('system'), icon: <Monitor aria-hidden className="text-muted" /> },
          { value: 'light', label: t('light'), icon: <Sun aria-hidden className="text-muted" /> },
          { value: 'dark', label: t('dark'), icon: <Moon aria-hidden className="text-muted" /> },
        ]}
      />
    </Menu>
  );
}
