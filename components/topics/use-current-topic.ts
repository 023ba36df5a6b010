'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import useSWR from 'swr';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { useRows } from '@/components/pictures/feed/use-rows';
import { callApi } from '@/lib/http/call-api';
import type { CountedTopic, Topic } from '@/lib/topics/schema';
import { BLANK_PAGE, topicAddress, topicIdOf } from './topic-address';
import { useTopics } from './use-topics';

interface FeedScope {
  /** The topic that is shown; undefined when it is not one. */
  topicId: string | undefined;
  /** A page for something new: none of what is there. */
  blank: boolean;
}

/** Whose pictures this page shows, by its address. */
export function useFeedScope(): FeedScope {
  const routed = usePathname();
  const step = useSyncExternalStore(topicAddress.subscribe, topicAddress.ahead, () => null);
  useEffect(() => topicAddress.arrived(routed), [routed]);
  const path = step?.from === routed ? step.to : routed;
  return { topicId: topicIdOf(path), blank: path === BLANK_PAGE };
}

export type ListedTopic = Pick<Topic, 'id' | 'title' | 'coverUrl'>;

/** The topic of this page, also one that is not in the list: too old for what was asked for, or just being made. */
export function useCurrentTopic(): ListedTopic | undefined {
  const { store } = usePictureTasks();
  const { topicId } = useFeedScope();
  const listed = useTopics().topics.find((topic) => topic.id === topicId);
  const asked = topicId && !listed && store.knowsTopic(topicId) ? `/api/topics/${topicId}` : null;
  const hasRows = useRows(topicId).length > 0;
  const { data } = useSWR(asked, (path) => callApi<CountedTopic>(path));
  if (!topicId) return undefined;
  return listed ?? data ?? (hasRows ? { id: topicId, title: null, coverUrl: null } : undefined);
}
