'use client';

import { CircleUserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { LazyPopup } from '@/components/ui/lazy-popup';

interface Props {
  email: string;
  guest: boolean;
}

const loadItems = () => import('./account-menu-items').then((module) => module.AccountMenuItems);

/** Who is signed in, and the way out; on small screens also theme and language. */
export function AccountMenu({ email, guest }: Props) {
  const t = useTranslations('nav');
  const button = useRef<HTMLButtonElement>(null);
  const name = guest ? t('guest') : email;
  return (
    <LazyPopup
      kind="menu"
      load={loadItems}
      popup={{ email, guest, buttonRef: button }}
      trigger={
        <button
          ref={button}
          type="button"
          aria-label={`${t('account')}: ${name}`}
          className="inline-flex h-9 min-w-9 items-center gap-2.5 rounded-lg px-2.5 text-muted transition-colors hover:bg-raised hover:text-foreground data-popup-open:bg-raised lg:min-w-0 lg:flex-1 pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          <CircleUserRound aria-hidden className="size-4 shrink-0 max-lg:size-5" />
          <span className="truncate max-lg:hidden">{name}</span>
        </button>
      }
    />
  );
}
