import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** The name of a picture, upon it; its text alternative says the same. */
export function CompareName({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={cn(
        'pointer-events-none absolute top-3 max-w-[45%] truncate rounded-lg bg-negative px-2.5 py-1 text-negative-ink text-xs',
        className,
      )}
    >
      {children}
    </span>
  );
}
