const VARIANTS = {
  primary: 'bg-accent font-semibold text-accent-ink hover:bg-accent-hover',
  secondary: 'bg-raised font-medium text-foreground hover:bg-raised-hover',
  ghost: 'font-medium text-muted hover:bg-raised hover:text-foreground',
  danger: 'bg-danger font-semibold text-danger-ink hover:bg-danger-hover',
} as const;

const SIZES = {
  sm: 'h-8 px-2.5 text-[0.8125rem]',
  md: 'h-9 px-3.5',
  lg: 'h-11 px-5 text-[0.9375rem]',
} as const;

export interface ButtonLook {
  variant?: keyof typeof VARIANTS | undefined;
  size?: keyof typeof SIZES | undefined;
}

/** The look of a button, also for links that act as one. */
export function buttonClass({ variant = 'secondary', size = 'md' }: ButtonLook): string {
  return `inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-lg transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 ${VARIANTS[variant]} ${SIZES[size]}`;
}
