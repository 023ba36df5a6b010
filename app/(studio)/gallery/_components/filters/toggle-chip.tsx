import type { ReactNode } from 'react';
import { chipClass } from '@/components/ui/chip-class';
import { cn } from '@/components/ui/cn';

interface Props {
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  children: ReactNode;
}

/** A chip that is on or off. */
export function ToggleChip({ pressed, onChange, children }: Props) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onChange(!pressed)}
      className={cn(
        chipClass,
        'aria-pressed:text-foreground [&_svg]:size-4 aria-pressed:[&_svg]:fill-accent aria-pressed:[&_svg]:text-accent-text',
      )}
    >
      {children}
    </button>
  );
}
