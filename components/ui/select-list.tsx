'use client';

import { Select } from '@base-ui/react/select';
import { Check } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { SelectOption } from './chip';
import { cn, menuItemClass } from './class-names';
import { ForwardedTrigger, useLandmark } from './lazy-popup';
import { afterPaint } from './paint';

interface Props<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  columns: 1 | 2 | 3;
  disabled: boolean;
}

const GRID = { 1: '', 2: 'grid grid-cols-2', 3: 'grid grid-cols-3' } as const;

/** How far each arrow leads in so many columns. */
function gridSteps(columns: number): Readonly<Record<string, number>> {
  return { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
}

/** What looks like a grid is walked like one; Base UI knows lists alone. */
function walkGrid(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const step = gridSteps(columns)[event.key];
  if (!step || columns === 1 || !(document.activeElement instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopPropagation();
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]')];
  options[options.indexOf(document.activeElement) + step]?.focus();
}

/** The options of a chip, in LazyPopup. */
export function SelectList<Value extends string>({ label, value, options, columns, ...props }: Props<Value>) {
  const { container, follow } = useLandmark();
  return (
    <Select.Root
      value={value}
      onValueChange={(next) => next !== null && afterPaint(() => props.onChange(next))}
      disabled={props.disabled}
      items={options}
      modal={false}
      onOpenChange={follow}
    >
      <Select.Trigger render={<ForwardedTrigger />} />
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
              aria-label={label}
              onKeyDownCapture={(event) => walkGrid(event, columns)}
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
