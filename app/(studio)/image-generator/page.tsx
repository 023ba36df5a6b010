import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getMoreCredits } from '@/app/(studio)/get-more-credits';
import { pageUser } from '@/lib/auth/page-user';
import { listBatches } from '@/lib/generation/list-batches';
import { supabaseConnection } from '@/lib/supabase/connection';
import { userClient } from '@/lib/supabase/user-client';
import { Studio } from './_components/studio';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav');
  return { title: t('generate') };
}

/** The first paint holds the newest batches, and every open card with those of the layout. */
export default async function ImageGeneratorPage() {
  const user = await pageUser();
  // A layout renders beside its page, not before it: it says what is wrong, and nothing is asked here.
  if (!user || user === 'unavailable') return null;
  const t = await getTranslations('nav');
  const batches = await listBatches(await userClient());
  return (
    <>
      <h1 className="sr-only">{t('generate')}</h1>
      <Studio batches={batches} getMore={supabaseConnection().embedded ? getMoreCredits : undefined} />
    </>
  );
}
