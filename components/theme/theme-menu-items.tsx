'use client';

import { Menu } from '@/components/ui/menu';
import { ThemeChoice } from './theme-choice';

export function ThemeMenuItems({ side }: { side: 'top' | 'bottom' }) {
  return (
    <Menu side={side} align="end">
      <ThemeChoice />
    </Menu>
  );
}
