import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TOPIC_COOKIE } from '@/components/topics/remembered-topic';
import { MISSING_TOPIC, topicPath } from '@/components/topics/topic-address';
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
export default async function ImageGeneratorPage({ searchParams }: PageProps<'/image-generator'>) {
  const user = await pageUser();
  // A layout renders beside its page, not before it: it says what is wrong, and nothing is asked here.
  if (!user || user === 'unavailable') return null;
  const remembered = (await cookies()).get(TOPIC_COOKIE)?.value;
  const topic = remembered ? await findTopic(remembered) : null;
  const missing = MISSING_TOPIC in (await searchParams);
  if (topic && !missing) redirect(topicPath(topic.id));
  const batches = await listBatches(await userClient());
  const t = await getTranslations('topics');
  return (
    <>
      {missing ? (
        <p role="status" className="text-pretty rounded-lg bg-raised px-3.5 py-2.5 text-muted">
          {t('missing')}
        </p>
      ) : null}
      <TopicFeed
        batches={batches}
        lost={topic ? undefined : remembered}
        missing={missing}
        empty={<EmptyState />}
      />
    </>
  );
}
