import type { Band } from './use-rubber-band';

/** The rectangle that is being drawn. */
export function BandFrame({ band: { from, to } }: { band: Band }) {
  return (
    <div
      aria-hidden
      style={{
        left: Math.min(from.x, to.x),
        top: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      }}
      className="pointer-events-none absolute z-10 rounded-sm border border-accent-text bg-accent/15"
    />
  );
}
