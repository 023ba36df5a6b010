import { type ClassValue, clsx } from 'clsx';

/** Joins class names. Two for one property are a mistake: which of them wins is up to the stylesheet, not to their order. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}

/** A small setting beside the prompt: muted name, bright value. */
export const chipClass =
  'inline-flex h-8 shrink-0 select-none items-center gap-2 whitespace-nowrap rounded-lg bg-raised px-3 text-[0.8125rem] text-muted transition-colors duration-150 hover:bg-raised-hover data-popup-open:bg-raised-hover data-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:shrink-0';

/** Text inputs: 16 px on touch, because iOS zooms into anything smaller. */
export const inputClass =
  'w-full rounded-lg border border-hairline-strong bg-background px-3 text-foreground placeholder:text-muted pointer-coarse:text-base aria-invalid:border-danger disabled:opacity-60';

/** One line of a menu or a list of options. */
export const menuItemClass =
  'flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-raised data-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0';
