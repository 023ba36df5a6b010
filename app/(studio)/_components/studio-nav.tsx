'use client';

import { LayoutGrid, Sparkles } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface StudioNavProps {
  /** A link was followed. */
  onNavigate?: () => void;
}

/** The sections of the studio. */
export function StudioNav({ onNavigate }: StudioNavProps) {
  const t = useTranslations('nav');
  return (
    <nav aria-label={t('main')} className="flex flex-col gap-0.5">
      <NavLink href="/image-generator" icon={<Sparkles aria-hidden />} onNavigate={onNavigate}>
        {t('generate')}
      </NavLink>
      <NavLink href="/gallery" icon={<LayoutGrid aria-hidden />} onNavigate={onNavigate}>
        {t('gallery')}
      </NavLink>
    </nav>
  );
}

interface NavLinkProps {
  href: '/image-generator' | '/gallery';
  icon: ReactNode;
  onNavigate: (() => void) | undefined;
  children: ReactNode;
}

/** A section of the studio; it is the current one on all of its pages. */
function NavLink({ href, icon, onNavigate, children }: NavLinkProps) {
  const path = usePathname();
  const current = path === href ? 'page' : path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current || undefined}
      {...(onNavigate && { onClick: onNavigate })}
      className="flex h-9 items-center gap-3 rounded-lg px-2.5 text-muted transition-colors hover:text-foreground aria-[current]:bg-surface aria-[current]:text-foreground pointer-coarse:min-h-11 [&_svg]:size-4"
    >
      {icon}
      {children}
    </Link>
  );
}
