'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface Props {
  href: '/image-generator' | '/gallery';
  icon: ReactNode;
  onNavigate: (() => void) | undefined;
  children: ReactNode;
}

/** A section of the studio; it is the current one on all of its pages. */
export function NavLink({ href, icon, onNavigate, children }: Props) {
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
