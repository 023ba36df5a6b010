import type { ComponentProps, ReactNode } from 'react';
import { chipClass } from './chip-class';

type Props = Omit<ComponentProps<'button'>, 'value'> & {
  label: string;
  /** Shown bright after the label when something is set. */
  value?: ReactNode;
  icon?: ReactNode;
};

/** A chip that opens free content, for settings that are typed. */
export function Chip({ label, value, icon, ...props }: Props) {
  return (
    <button type="button" {...props} className={chipClass}>
      {icon}
      <span>{label}</span>
      {value ? <span className="max-w-32 truncate font-medium text-foreground">{value}</span> : null}
    </button>
  );
}
