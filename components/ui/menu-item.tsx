import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { menuItemClass } from './menu-item-class';

interface Props {
  icon?: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, disabled = false, danger = false, children }: Props) {
  return (
    <Base.Item onClick={onSelect} disabled={disabled} className={cn(menuItemClass, danger && 'text-danger')}>
      {icon}
      {children}
    </Base.Item>
  );
}
