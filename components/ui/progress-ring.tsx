import { cn } from './class-names';

interface Props {
  /** 0 to 1; null turns slowly, for "no idea". */
  value: number | null;
  className?: string;
}

/** Decoration: the words beside it carry the state. */
export function ProgressRing({ value, className }: Props) {
  const filled = value === null ? 0.25 : Math.min(1, Math.max(0, value));
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className={cn(
        '-rotate-90 size-5 shrink-0',
        value === null && 'animate-spin [animation-duration:2s]',
        className,
      )}
    >
      <circle cx="10" cy="10" r="8" fill="none" strokeWidth="2.25" className="stroke-current opacity-20" />
      <circle
        cx="10"
        cy="10"
        r="8"
        fill="none"
        strokeWidth="2.25"
        strokeLinecap="round"
        pathLength="1"
        strokeDasharray="1"
        strokeDashoffset={1 - filled}
        className="stroke-accent-text transition-[stroke-dashoffset] duration-250 ease-linear"
      />
    </svg>
  );
}
