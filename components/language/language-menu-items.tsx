'use client';

import { Menu } from '@/components/ui/menu';
import { LanguageChoice } from './language-choice';

export function LanguageMenuItems({ side }: { side: 'top' | 'bottom' }) {
  return (
    <Menu side={side} align="end">
      <LanguageChoice />
    </Menu>
  );
}
