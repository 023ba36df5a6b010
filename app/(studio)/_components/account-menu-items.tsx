'use client';

import { Braces, LogOut, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useRef, useState } from 'react';
import { LanguageChoice } from '@/components/language/language-choice';
import { isOurs } from '@/components/notices/page-notices';
import { ThemeChoice } from '@/components/theme/theme-choice';
import { Menu, MenuGroup, MenuItem, MenuLink } from '@/components/ui/menu';
import { LeaveGuestDialog } from './leave-guest-dialog';
import { useStudio } from './studio-context';

interface Props {
  email: string;
  guest: boolean;
  buttonRef: RefObject<HTMLButtonElement | null>;
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
export function AccountMenuItems({ email, guest, buttonRef }: Props) {
  const t = useTranslations('nav');
  const apiDocs = useTranslations('apiDocs');
  const account = useTranslations('account');
  const { draft } = useStudio();
  const [asks, setAsks] = useState(false);
  /** The dialog takes the focus itself. */
  const keepsFocus = useRef(false);

  function toTrigger() {
    const back = !keepsFocus.current;
    keepsFocus.current = false;
    return back;
  }

  function ask() {
    keepsFocus.current = true;
    setAsks(true);
  }

  async function leave() {
    // It would be somebody else who is signed out.
    if (!(await isOurs())) {
      setAsks(false);
      return;
    }
    draft.release();
    signOut();
  }

  const menu = (
    <Menu side="top" finalFocus={toTrigger}>
      <div className="mb-1.5 flex flex-col gap-1.5 lg:hidden">
        <ThemeChoice />
        <LanguageChoice />
      </div>
      <MenuGroup label={guest ? t('guestNote') : t('signedInAs', { email })}>
        <MenuLink href="/account" icon={<UserRound aria-hidden className="text-muted" />}>
          {account(guest ? 'keepLink' : 'title')}
        </MenuLink>
        <MenuLink href="/api-docs" icon={<Braces aria-hidden className="text-muted" />}>
          {apiDocs('title')}
        </MenuLink>
        <MenuItem
          icon={<LogOut aria-hidden className="text-muted" />}
          onSelect={guest ? ask : () => void leave()}
        >
          {t('signOut')}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
  return (
    <>
      {menu}
      {asks ? (
        <LeaveGuestDialog
          onLeave={() => void leave()}
          onClose={() => setAsks(false)}
          finalFocus={() => buttonRef.current}
        />
      ) : null}
    </>
  );
}
