import type { ReactNode } from 'react';
import { SiteHeader } from '@/components/brand/site-header';
import { SkipLink } from '@/components/ui/skip-link';

interface Props {
  contents: ReactNode;
  children: ReactNode;
}

/** The document beside its contents: above it on small screens, a column from 1024 px. */
export function DocsFrame({ contents, children }: Props) {
  return (
    <div className="mx-auto max-w-6xl">
      <SkipLink />
      <SiteHeader />
      <div className="px-5 pb-24 sm:px-8 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-x-12">
        {contents}
        <main id="content" tabIndex={-1} className="flex min-w-0 flex-col gap-14 pt-6 outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
