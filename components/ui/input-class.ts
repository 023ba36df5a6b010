/** Text inputs: 16 px on touch, because iOS zooms into anything smaller. */
export const inputClass =
  'w-full rounded-lg border border-hairline-strong bg-background px-3 text-foreground placeholder:text-muted pointer-coarse:text-base aria-invalid:border-danger disabled:opacity-60';
