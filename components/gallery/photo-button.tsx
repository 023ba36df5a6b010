import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type Props = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** Accessible name, also shown as the tooltip. */
  label: string;
  children: ReactNode;
};

/** An icon upon a picture: as large as a finger where fingers point, and no larger to the eye than it has to be. */
export function PhotoButton({ label, className, children, ...props }: Props) {
  return (
    <button
      type="button"
      {...props}
      aria-label={label}
      data-tooltip="top"
      className={cn(
        'group/photo -m-0.5 grid size-9 shrink-0 select-none place-content-center rounded-xl disabled:pointer-events-none focus-visible:-outline-offset-2 pointer-coarse:-m-1.5 pointer-coarse:size-11',
        className,
      )}
    >
      <span className="grid size-8 place-content-center rounded-lg bg-negative text-negative-ink transition-colors duration-150 group-hover/photo:bg-black group-disabled/photo:opacity-50 group-data-popup-open/photo:bg-black [&_svg]:size-4">
        {children}
      </span>
    </button>
  );
}
