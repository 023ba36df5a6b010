import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Generator } from './_components/generator';

/** The composer stays while one goes from topic to topic; only the feed under it changes. */
export default async function GeneratorLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('nav');
  return (
    <>
      <h1 className="sr-only">{t('generate')}</h1>
      <Generator>{children}</Generator>
    </>
  );
}
