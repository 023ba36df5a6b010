import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { Tooltip } from './tooltip';

const iconButtonClass = cva(
  'inline-flex shrink-0 items-center justify-center rounded-lg transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50 pointer-coarse:min-h-11 pointer-coarse:min-w-11 [&_svg]:size-4',
  {
    variants: {
      variant: {
        ghost: 'text-muted hover:bg-raised hover:text-foreground data-popup-open:bg-raised',
        secondary: 'bg-raised text-foreground hover:bg-raised-hover',
        photo: 'bg-negative text-negative-ink hover:bg-black',
      },
      size: { sm: 'size-8', md: 'size-9' },
    },
    defaultVariants: { variant: 'ghost', size: 'md' },
  },
);

type Props = Omit<ComponentProps<'button'>, 'aria-label'> &
  VariantProps<typeof iconButtonClass> & {
    /** Accessible name, also shown as the tooltip. */
    label: string;
    tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
    children: ReactNode;
  };

export function IconButton({ label, tooltipSide, variant, size, className, ...props }: Props) {
  return (
    <Tooltip content={label} {...(tooltipSide && { side: tooltipSide })}>
      <button
        type="button"
        {...props}
        aria-label={label}
        className={cn(iconButtonClass({ variant, size }), className)}
      />
    </Tooltip>
  );
}
