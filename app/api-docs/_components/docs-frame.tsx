import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { LanguageMenu } from '@/components/language/language-menu';
import { ThemeMenu } from '@/components/theme/theme-menu';

interface Props {
  contents: ReactNode;
  children: ReactNode;
}

/** The document beside its contents: above it on small screens, a column from 1024 px. */
export function DocsFrame({ contents, children }: Props) {
  const t = useTranslations('app');
  return (
    <div className="mx-auto max-w-6xl">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-foreground px-4 py-3 text-background focus:translate-y-0"
      >
        {t('skipToContent')}
      </a>
      <header className="flex items-center justify-between px-4 py-4 sm:px-8">
        <Logo href="/" />
        <div className="flex items-center gap-1">
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </header>
      <div className="px-4 pb-24 sm:px-8 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-x-12">
        {contents}
        <main id="content" tabIndex={-1} className="flex min-w-0 flex-col gap-14 pt-6 outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
