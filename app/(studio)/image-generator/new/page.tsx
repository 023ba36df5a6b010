import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/(studio)/image-generator/_components/feed/empty-state';
import { TopicFeed } from '@/app/(studio)/image-generator/_components/feed/topic-feed';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('topics');
  return { title: t('untitled') };
}

/** Blank: the first picture opens a topic. */
export default function NewTopicPage() {
  return <TopicFeed empty={<EmptyState />} />;
}
