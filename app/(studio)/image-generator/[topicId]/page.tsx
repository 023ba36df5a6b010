import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/(studio)/image-generator/_components/feed/empty-state';
import { TopicFeed } from '@/app/(studio)/image-generator/_components/feed/topic-feed';
import { MISSING_TOPIC } from '@/components/topics/topic-address';
import { pageUser } from '@/lib/auth/page-user';
import { userClient } from '@/lib/auth/user-client';
import { listBatches } from '@/lib/generation/list-batches';
import { findTopic } from '@/lib/topics/find-topic';

type Props = PageProps<'/image-generator/[topicId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const user = await pageUser();
  const topic = !user || user === 'unavailable' ? null : await findTopic((await params).topicId);
  const t = await getTranslations('topics');
  return { title: topic?.title ?? t('untitled') };
}

/** One topic. What is no topic of this person leads to where their pictures are. */
export default async function TopicPage({ params }: Props) {
  const user = await pageUser();
  if (!user || user === 'unavailable') return null;
  const topic = await findTopic((await params).topicId);
  if (!topic) redirect(`/image-generator?${MISSING_TOPIC}`);
  return (
    <TopicFeed
      empty={<EmptyState />}
      topicId={topic.id}
      batches={await listBatches(await userClient(), { topicId: topic.id })}
    />
  );
}
