import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CreditsButton } from '@/components/credits/credits-button';
import { LanguageMenu } from '@/components/language/language-menu';
import { LostPage } from '@/components/page/lost-page';
import { ThemeMenu } from '@/components/theme/theme-menu';
import { TopicList } from '@/components/topics/topic-list';
import { Logo } from '@/components/ui/logo';
import { SkipLink } from '@/components/ui/skip-link';
import { settings } from '@/lib/env';
import type { PictureSize } from '@/lib/picture-size';
import { AccountMenu } from './account-menu';
import { DemoBadge } from './demo-badge';
import { StudioDrawer } from './studio-drawer';
import { StudioNav } from './studio-nav';

interface Props {
  email: string;
  guest: boolean;
  getMore: (() => Promise<boolean>) | undefined;
  /** How large pictures are on this device. */
  pictureSize: PictureSize;
  children: ReactNode;
}

/** Navigation beside the page: a bar above it on small screens, a column from 1024 px. */
export function StudioFrame({ email, guest, getMore, pictureSize, children }: Props) {
  const t = useTranslations('account');
  return (
    <div className="lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="relative z-30 flex h-14 items-center gap-1 px-3 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:px-3 lg:pt-4 lg:pb-3">
        <StudioDrawer />
        <div className="px-1 lg:mb-4 lg:px-2">
          <Logo compact href="/image-generator" />
        </div>
        <div className="flex min-h-0 flex-1 flex-col gap-6 max-lg:hidden">
          <StudioNav />
          <TopicList />
        </div>
        <div className="ml-auto flex items-center lg:mt-2 lg:ml-0 lg:flex-col lg:items-stretch lg:gap-0.5">
          {settings().GEMINI_API_KEY ? null : <DemoBadge />}
          <CreditsButton getMore={getMore} />
          {guest ? (
            <Link
              href="/account"
              prefetch={false}
              className="flex h-9 items-center rounded-lg px-2.5 text-accent-text transition-colors hover:bg-raised max-lg:hidden"
            >
              {t('keepShort')}
            </Link>
          ) : null}
          <div className="flex items-center">
            <AccountMenu email={email} guest={guest} />
            <div className="flex max-lg:hidden">
              <LanguageMenu side="top" />
              <ThemeMenu side="top" />
            </div>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} data-picture-size={pictureSize} className="min-w-0 outline-none">
        <LostPage>{children}</LostPage>
      </main>
    </div>
  );
}
