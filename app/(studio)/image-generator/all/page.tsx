import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/(studio)/image-generator/_components/feed/empty-state';
import { TopicFeed } from '@/app/(studio)/image-generator/_components/feed/topic-feed';
import { pageUser } from '@/lib/auth/page-user';
import { userClient } from '@/lib/auth/user-client';
import { listBatches } from '@/lib/generation/list-batches';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav');
  return { title: t('generate') };
}

/** Everything of all topics, newest first. */
export default async function AllPicturesPage() {
  const user = await pageUser();
  if (!user || user === 'unavailable') return null;
  return <TopicFeed empty={<EmptyState />} batches={await listBatches(await userClient())} />;
}
