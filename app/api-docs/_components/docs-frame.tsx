import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SiteHeader } from '@/app/_components/site-header';
import { buttonClass } from '@/components/ui/button-class';
import { cn } from '@/components/ui/class-names';
import { SkipLink } from '@/components/ui/skip-link';
import type { ListedOperation } from '@/lib/openapi/read-document';

interface DocsFrameProps {
  contents: ReactNode;
  children: ReactNode;
}

/** The document beside its contents: above it on small screens, a column from 1024 px. */
export function DocsFrame({ contents, children }: DocsFrameProps) {
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

interface ContentsProps {
  groups: { name: string; operations: ListedOperation[] }[];
  components: string[];
}

interface ListProps {
  title: string;
  /** Language of the title and the links. */
  lang?: 'en';
  links: { href: string; text: string }[];
}

const linkClass =
  'block rounded-md px-2 py-1 text-[0.8125rem] text-muted transition-colors hover:bg-raised hover:text-foreground pointer-coarse:flex pointer-coarse:min-h-11 pointer-coarse:items-center';

function LinkList({ title, lang, links }: ListProps) {
  return (
    <li lang={lang}>
      <span className="block px-2 pb-1 font-medium text-[0.8125rem]">{title}</span>
      <ul>
        {links.map(({ href, text }) => (
          <li key={href}>
            <a href={href} className={linkClass}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Ways into the document: folded on small screens, beside it on large ones. */
export function Contents({ groups, components }: ContentsProps) {
  const t = useTranslations('apiDocs');
  const lists = (
    <ul className="flex flex-col gap-4">
      {groups.map(({ name, operations }) => (
        <LinkList
          key={name}
          lang="en"
          title={name}
          links={operations.map(({ operation }) => ({
            href: `#${operation.operationId}`,
            text: operation.summary ?? '',
          }))}
        />
      ))}
      <LinkList
        title={t('reference')}
        links={[
          { href: '#shapes', text: `${t('shapes')}: ${components.slice(0, 3).join(', ')}…` },
          { href: '#codes', text: t('codes') },
        ]}
      />
    </ul>
  );
  return (
    <nav aria-label={t('contents')}>
      <details className="lg:hidden">
        <summary className={cn(buttonClass({ variant: 'secondary' }), 'list-none')}>{t('contents')}</summary>
        <div className="pt-4">{lists}</div>
      </details>
      <div className="-ml-2 sticky top-0 max-h-dvh overflow-y-auto py-6 max-lg:hidden">{lists}</div>
    </nav>
  );
}
