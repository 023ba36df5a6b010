'use client';

import { useTranslations } from 'next-intl';
import { useSWRConfig } from 'swr';
import { announcements } from '@/components/notices/page-notices';
import { toast } from '@/components/ui/toast';
import { callApi } from '@/lib/http/call-api';
import type { Topic, TopicsResponse } from '@/lib/topics/schema';
import type { ListedTopic } from './use-current-topic';
import { useTopics } from './use-topics';

/** Returns the function that renames a topic: shown at once, and taken back with a sentence when it is refused. */
export function useRenameTopic(): (topic: ListedTopic, title: string) => Promise<void> {
  const t = useTranslations('topics');
  const { pages, mutate } = useTopics();
  const { mutate: mutateOne } = useSWRConfig();

  return async ({ id, title: before }, title) => {
    const path = `/api/topics/${id}`;
    try {
      await mutate(
        callApi<Topic>(path, { method: 'PATCH', json: { title } }).then((renamed) =>
          replaceIn(pages, renamed),
        ),
        { optimisticData: replaceIn(pages, { id, title, titledBy: 'person' }), revalidate: true },
      );
      void mutateOne(path);
      announcements.say(t('renamedLive', { title }));
    } catch {
      toast.error(t('renameFailed', { title: before ?? t('untitled') }));
    }
  };
}

function replaceIn(
  pages: readonly TopicsResponse[],
  change: Pick<Topic, 'id'> & Partial<Topic>,
): TopicsResponse[] {
  return pages.map((page) => ({
    ...page,
    topics: page.topics.map((topic) => (topic.id === change.id ? { ...topic, ...change } : topic)),
  }));
}
