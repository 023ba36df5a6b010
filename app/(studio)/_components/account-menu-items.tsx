'use client';

import { Braces, LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LanguageChoice } from '@/components/language/language-choice';
import { isOurs } from '@/components/notices/page-notices';
import { ThemeChoice } from '@/components/theme/theme-choice';
import { Menu, MenuGroup, MenuItem, MenuLink } from '@/components/ui/menu';
import { useStudio } from './studio-context';

interface Props {
  email: string;
  guest: boolean;
}

/** By a form, so that the next page is a new one. */
function signOut() {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/auth/sign-out';
  document.body.append(form);
  form.submit();
}

/** What the account's menu holds. */
export function AccountMenuItems({ email, guest }: Props) {
  const t = useTranslations('nav');
  const apiDocs = useTranslations('apiDocs');
  const { draft } = useStudio();

  async function leave() {
    // It would be somebody else who is signed out.
    if (!(await isOurs())) return;
    draft.release();
    signOut();
  }

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
        <MenuItem icon={<LogOut aria-hidden className="text-muted" />} onSelect={() => void leave()}>
          {t('signOut')}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}
