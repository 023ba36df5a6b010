'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Menu, MenuRadioGroup } from '@/components/ui/menu';

/** The themes, inside a menu. */
export function ThemeChoice() {
  const t = useTranslations('theme');
  const { theme = 'system', setTheme } = useTheme();
  return (
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
  );
}

/** The themes as a menu of their own. */
export function ThemeMenuItems({ side }: { side: 'top' | 'bottom' }) {
  return (
    <Menu side={side} align="end">
      <ThemeChoice />
    </Menu>
  );
}
