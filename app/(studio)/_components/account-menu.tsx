'use client';

import { Braces, CircleUserRound, LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { signOut } from '@/app/(auth)/sign-out';
import { LanguageChoice } from '@/components/language/language-choice';
import { ThemeChoice } from '@/components/theme/theme-choice';
import { Menu } from '@/components/ui/menu';
import { MenuGroup } from '@/components/ui/menu-group';
import { MenuItem } from '@/components/ui/menu-item';
import { MenuLink } from '@/components/ui/menu-link';

interface Props {
  email: string;
  guest: boolean;
}

/** Who is signed in, and the way out; on small screens also theme and language. */
export function AccountMenu({ email, guest }: Props) {
  const t = useTranslations('nav');
  const apiDocs = useTranslations('apiDocs');
  const name = guest ? t('guest') : email;
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`${t('account')}: ${name}`}
          className="inline-flex h-9 min-w-9 items-center gap-2.5 rounded-lg px-2.5 text-muted transition-colors hover:bg-raised hover:text-foreground data-popup-open:bg-raised lg:min-w-0 lg:flex-1 pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          <CircleUserRound aria-hidden className="size-4 shrink-0 max-lg:size-5" />
          <span className="truncate max-lg:hidden">{name}</span>
        </button>
      }
    >
      <div className="mb-1.5 flex flex-col gap-1.5 lg:hidden">
        <ThemeChoice />
        <LanguageChoice />
      </div>
      <MenuGroup label={guest ? t('guestNote') : t('signedInAs', { email })}>
        <MenuLink href="/api-docs" icon={<Braces aria-hidden className="text-muted" />}>
          {apiDocs('title')}
        </MenuLink>
        <MenuItem
          icon={<LogOut aria-hidden className="text-muted" />}
          onSelect={() => startTransition(() => signOut())}
        >
          {t('signOut')}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}
