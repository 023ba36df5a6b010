'use client';

import { Braces, LogOut } from 'lucide-react';
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

/** What the account's menu holds. */
export function AccountMenuItems({ email, guest }: Props) {
  const t = useTranslations('nav');
  const apiDocs = useTranslations('apiDocs');
  return (
    <Menu side="top">
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
