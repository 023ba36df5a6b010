'use client';

import type { ReactNode } from 'react';
import { chipClass } from './chip-class';
import { Popover } from './popover';

interface Props {
  label: string;
  /** Shown bright after the label when something is set. */
  value?: ReactNode;
  icon?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

/** A chip that opens free content, for settings that are typed. */
export function ChipPopover({ label, value, icon, children, ...popover }: Props) {
  return (
    <Popover
      {...popover}
      title={label}
      trigger={
        <button type="button" className={chipClass}>
          {icon}
          <span>{label}</span>
          {value ? <span className="max-w-32 truncate font-medium text-foreground">{value}</span> : null}
        </button>
      }
    >
      {children}
    </Popover>
  );
}
