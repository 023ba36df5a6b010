/** A small setting beside the prompt: muted name, bright value. */
export const chipClass =
  'inline-flex h-8 shrink-0 select-none items-center gap-2 whitespace-nowrap rounded-lg bg-raised px-3 text-[0.8125rem] text-muted transition-colors duration-150 hover:bg-raised-hover data-popup-open:bg-raised-hover data-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:shrink-0';
