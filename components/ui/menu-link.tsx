import { Menu as Base } from '@base-ui/react/menu';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { menuItemClass } from './menu-item-class';

interface Props {
  href: string;
  icon?: ReactNode;
  children: ReactNode;
}

/** A line of a menu that leads to another page. */
export function MenuLink({ href, icon, children }: Props) {
  return (
    <Base.LinkItem closeOnClick render={<Link href={href} prefetch={false} />} className={menuItemClass}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}
