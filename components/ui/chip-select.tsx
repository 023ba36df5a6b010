'use client';

import type { ReactNode } from 'react';
import { chipClass } from './chip-class';
import { OnDemand } from './on-demand';
import type { SelectOption } from './select-option';

interface Props<Value extends string> {
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
export function ChipSelect<Value extends string>({ columns = 1, options, value, ...props }: Props<Value>) {
  const { label, onChange, disabled = false } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <OnDemand
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
