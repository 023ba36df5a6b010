import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SafelightMark } from './safelight-mark';

interface Props {
  href: '/' | '/image-generator';
  /** The mark alone where there is little room. */
  compact?: boolean;
}

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
