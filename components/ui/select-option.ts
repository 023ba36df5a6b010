import type { ReactNode } from 'react';

/** One of the options of a list. */
export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  /** A muted second line or remark. */
  hint?: ReactNode;
  icon?: ReactNode;
}
