import Link from 'next/link';
import { useTranslations } from 'next-intl';

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

interface Props {
  href: '/' | '/image-generator';
  /** The mark alone where there is little room. */
  compact?: boolean;
}

/** The mark with the name, as the way home. */
export function Logo({ href, compact = false }: Props) {
  const t = useTranslations('app');
  return (
    <Link
      href={href}
      className="inline-flex items-center gap-2.5 rounded-lg font-semibold text-base tracking-tight pointer-coarse:min-h-11 pointer-coarse:min-w-11"
    >
      <SafelightMark className="size-5.5" />
      <span className={compact ? 'max-sm:sr-only' : undefined}>{t('name')}</span>
    </Link>
  );
}
