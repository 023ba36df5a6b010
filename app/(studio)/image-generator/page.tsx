import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TOPIC_COOKIE } from '@/components/topics/remembered-topic';
import { topicPath } from '@/components/topics/topic-address';
import { pageUser } from '@/lib/auth/page-user';
import { userClient } from '@/lib/auth/user-client';
import { listBatches } from '@/lib/generation/list-batches';
import { findTopic } from '@/lib/topics/find-topic';
import { EmptyState } from './_components/feed/empty-state';
import { TopicFeed } from './_components/feed/topic-feed';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav');
  return { title: t('generate') };
}

/** Where one was last; without a topic that is remembered and still there, everything. */
export default async function ImageGeneratorPage() {
  const user = await pageUser();
  // A layout renders beside its page, not before it: it says what is wrong, and nothing is asked here.
  if (!user || user === 'unavailable') return null;
  const remembered = (await cookies()).get(TOPIC_COOKIE)?.value;
  const topic = remembered && (await findTopic(remembered));
  if (topic) redirect(topicPath(topic.id));
  return (
    <TopicFeed empty={<EmptyState />} batches={await listBatches(await userClient())} lost={remembered} />
  );
}
