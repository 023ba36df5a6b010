'use client';

import { Select } from '@base-ui/react/select';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { chipClass } from './chip-class';
import { cn } from './cn';
import { menuItemClass } from './menu-item-class';
import { useLandmark } from './use-landmark';

interface Option<Value extends string> {
  value: Value;
  label: string;
  /** A muted second line or remark. */
  hint?: ReactNode;
  icon?: ReactNode;
}

interface Props<Value extends string> {
  /** Accessible name; shown before the value unless `labelHidden`. */
  label: string;
  labelHidden?: boolean;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  /** Before the value in the chip; by default the chosen option's icon. */
  icon?: ReactNode;
  /** Columns of the list, for many short options. */
  columns?: 1 | 2 | 3;
  disabled?: boolean;
}

const GRID = { 1: '', 2: 'grid grid-cols-2', 3: 'grid grid-cols-3' } as const;

export function ChipSelect<Value extends string>({ columns = 1, options, value, ...props }: Props<Value>) {
  const { container, follow } = useLandmark();
  const chosen = options.find((option) => option.value === value);
  return (
    <Select.Root
      value={value}
      onValueChange={(next) => next !== null && props.onChange(next)}
      disabled={props.disabled ?? false}
      items={options}
      modal={false}
      onOpenChange={follow}
    >
      <Select.Trigger aria-label={props.label} className={chipClass}>
        {props.icon ?? chosen?.icon}
        {props.labelHidden ? null : <span>{props.label}</span>}
        <span className="font-medium text-foreground">{chosen?.label ?? value}</span>
      </Select.Trigger>
      <Select.Portal container={container}>
        <Select.Positioner
          sideOffset={8}
          align="start"
          collisionPadding={12}
          alignItemWithTrigger={false}
          className="z-40 select-none outline-none"
        >
          <Select.Popup className="popup-motion min-w-(--anchor-width) max-w-[min(20rem,var(--available-width))] rounded-xl border border-hairline bg-surface p-1.5 shadow-lift outline-none">
            <Select.List
              aria-label={props.label}
              className={cn('max-h-[min(24rem,var(--available-height))] overflow-y-auto', GRID[columns])}
            >
              {options.map((option) => (
                <Select.Item key={option.value} value={option.value} className={menuItemClass}>
                  {option.icon}
                  <span className="min-w-0 flex-1">
                    <Select.ItemText className="block">{option.label}</Select.ItemText>
                    {option.hint ? <span className="block text-muted text-xs">{option.hint}</span> : null}
                  </span>
                  <Select.ItemIndicator className="text-accent-text">
                    <Check aria-hidden />
                  </Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
