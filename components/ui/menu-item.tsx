import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { menuItemClass } from './menu-item-class';

interface Props {
  icon?: ReactNode;
  /** It is disabled without. */
  onSelect: (() => void) | null | undefined;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, danger = false, children }: Props) {
  return (
    <Base.Item
      onClick={onSelect ?? undefined}
      disabled={!onSelect}
      className={cn(menuItemClass, danger && 'text-danger')}
    >
      {icon}
      {children}
    </Base.Item>
  );
}
