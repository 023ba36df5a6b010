'use client';

import useSWR from 'swr';
import { useGallery } from '@/components/gallery/use-gallery';
import { useRows } from '@/components/gallery/use-rows';
import { callApi } from '@/lib/http/call-api';
import type { CountedTopic, Topic } from '@/lib/topics/schema';
import { useFeedScope } from './use-feed-scope';
import { useTopics } from './use-topics';

export type ListedTopic = Pick<Topic, 'id' | 'title' | 'coverUrl'>;

/** The topic of this page, also one that is not in the list: too old for what was asked for, or just being made. */
export function useCurrentTopic(): ListedTopic | undefined {
  const { store } = useGallery();
  const { topicId } = useFeedScope();
  const listed = useTopics().topics.find((topic) => topic.id === topicId);
  const asked = topicId && !listed && store.knowsTopic(topicId) ? `/api/topics/${topicId}` : null;
  const hasRows = useRows(topicId).length > 0;
  const { data } = useSWR(asked, (path) => callApi<CountedTopic>(path));
  if (!topicId) return undefined;
  return listed ?? data ?? (hasRows ? { id: topicId, title: null, coverUrl: null } : undefined);
}
