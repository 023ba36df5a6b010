'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface Props {
  href: '/image-generator';
  icon: ReactNode;
  children: ReactNode;
}

export function NavLink({ href, icon, children }: Props) {
  const current = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className="flex h-9 items-center gap-3 rounded-lg px-2.5 text-muted transition-colors hover:text-foreground aria-[current=page]:bg-surface aria-[current=page]:text-foreground pointer-coarse:min-h-11 [&_svg]:size-4"
    >
      {icon}
      {children}
    </Link>
  );
}
