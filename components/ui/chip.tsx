'use client';

import type { ComponentProps, ReactNode } from 'react';
import { chipClass } from './class-names';
import { LazyPopup } from './lazy-popup';

/** One of the options of a list. */
export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  /** A muted second line or remark. */
  hint?: ReactNode;
  icon?: ReactNode;
}

type ChipProps = Omit<ComponentProps<'button'>, 'value'> & {
  label: string;
  /** Shown bright after the label when something is set. */
  value?: ReactNode;
  icon?: ReactNode;
};

/** A chip that opens free content, for settings that are typed. */
export function Chip({ label, value, icon, ...props }: ChipProps) {
  return (
    <button type="button" {...props} className={chipClass}>
      {icon}
      <span>{label}</span>
      {value ? <span className="max-w-32 truncate font-medium text-foreground">{value}</span> : null}
    </button>
  );
}

interface ChipSelectProps<Value extends string> {
  /** Accessible name; shown before the value unless `labelHidden`. */
  label: string;
  labelHidden?: boolean;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  /** Before the value in the chip; by default the chosen option's icon. */
  icon?: ReactNode;
  /** Columns of the list, for many short options. */
  columns?: 1 | 2 | 3;
  disabled?: boolean;
}

const loadList = <Value extends string>() =>
  import('./select-list').then((module) => module.SelectList<Value>);

/** A chip that opens a list of options. */
export function ChipSelect<Value extends string>({
  columns = 1,
  options,
  value,
  ...props
}: ChipSelectProps<Value>) {
  const { label, onChange, disabled = false } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <LazyPopup
      kind="listbox"
      load={loadList<Value>}
      popup={{ label, value, onChange, options, columns, disabled }}
      trigger={
        <button type="button" aria-label={label} disabled={disabled} className={chipClass}>
          {props.icon ?? chosen?.icon}
          {props.labelHidden ? null : <span>{label}</span>}
          <span className="font-medium text-foreground">{chosen?.label ?? value}</span>
        </button>
      }
    />
  );
}
