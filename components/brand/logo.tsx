import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SafelightMark } from './safelight-mark';

export function Logo({ href }: { href: '/' | '/image-generator' }) {
  const t = useTranslations('app');
  return (
    <Link
      href={href}
      className="inline-flex items-center gap-2.5 rounded-lg font-semibold text-base tracking-tight pointer-coarse:min-h-11"
    >
      <SafelightMark className="size-5.5" />
      {t('name')}
    </Link>
  );
}
