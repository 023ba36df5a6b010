'use client';

import { ImageDown } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Over the composer while files are over the page. */
export function DropHint() {
  const t = useTranslations('references');
  return (
    <div className="pointer-events-none absolute inset-0 z-10 flex animate-rise items-center justify-center gap-2.5 rounded-2xl border-2 border-accent-text border-dashed bg-surface/92 p-4 text-center font-medium">
      <ImageDown aria-hidden className="size-5 shrink-0 text-accent-text" />
      {t('drop')}
    </div>
  );
}
