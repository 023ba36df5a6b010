/** The mark: a lit safelight. The same drawing is app/icon.svg. */
export function SafelightMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <defs>
        <radialGradient id="safelight" cx="0.36" cy="0.3" r="0.85">
          <stop offset="0" stopColor="#ffb45c" />
          <stop offset="0.45" stopColor="#dd6a1c" />
          <stop offset="1" stopColor="#6e1f0a" />
        </radialGradient>
      </defs>
      <rect width="32" height="32" rx="9" fill="url(#safelight)" />
      <rect
        x="0.75"
        y="0.75"
        width="30.5"
        height="30.5"
        rx="8.25"
        fill="none"
        stroke="#fff"
        strokeOpacity="0.16"
        strokeWidth="1.5"
      />
    </svg>
  );
}
