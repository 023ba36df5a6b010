'use client';

import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';
import { useTabIndex } from './keyboard/tab-stop';

const VARIANTS = {
  ghost: 'text-muted hover:bg-raised hover:text-foreground data-popup-open:bg-raised',
  secondary: 'bg-raised text-foreground hover:bg-raised-hover',
  danger: 'text-danger hover:bg-raised',
} as const;

const SIZES = {
  xs: 'size-6 [&_svg]:size-3.5',
  sm: 'size-8 [&_svg]:size-4',
  md: 'size-9 [&_svg]:size-4',
  lg: 'size-10 [&_svg]:size-4',
  xl: 'size-11 [&_svg]:size-4',
} as const;

type Props = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** Accessible name, also shown as the tooltip. */
  label: string;
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
};

/** A button without words: its name is read out, and shown as its tooltip. */
export function IconButton({ label, tooltipSide = 'top', className, ...given }: Props) {
  const { variant = 'ghost', size = 'md', ...props } = given;
  const tabIndex = useTabIndex();
  return (
    <button
      type="button"
      {...props}
      {...(tabIndex !== undefined && { tabIndex })}
      aria-label={label}
      data-tooltip={tooltipSide}
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-lg transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50 pointer-coarse:min-h-11 pointer-coarse:min-w-11',
        VARIANTS[variant],
        SIZES[size],
        className,
      )}
    />
  );
}
