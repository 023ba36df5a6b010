'use client';

import { useTranslations } from 'next-intl';
import { LazyPopup } from '@/components/ui/lazy-popup';

const loadNote = () => import('./demo-note').then((module) => module.DemoNote);

/** Says that pictures come from the built-in provider, and how to get real ones. */
export function DemoBadge() {
  const t = useTranslations('nav');
  return (
    <LazyPopup
      kind="dialog"
      load={loadNote}
      popup={{}}
      trigger={
        <button
          type="button"
          aria-label={t('demoTitle')}
          className="inline-flex h-9 items-center gap-2 rounded-lg px-2.5 text-muted transition-colors hover:bg-raised hover:text-foreground data-popup-open:bg-raised pointer-coarse:min-h-11"
        >
          <span aria-hidden className="size-2 rounded-full bg-accent" />
          <span>
            {t.rich('demoBadge', { wide: (words) => <span className="max-lg:hidden">{words}</span> })}
          </span>
        </button>
      }
    />
  );
}
