'use client';

import { useEffect, useEffectEvent } from 'react';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { useRefreshTopics, useTopics } from './use-topics';

/** Ends of one poll ask once. */
const TOGETHER_MS = 50;
/** A title is made beside the pictures and may be ready after them: then it is looked for again. */
const TITLE_MS = 5000;

/** Asks for the topics when a picture's task has ended: its topic may have a cover, a title, another place in the list. */
export function useKeepTopics(store: PictureStore): void {
  const { topics } = useTopics();
  const refresh = useRefreshTopics();
  const isUntitled = useEffectEvent((topicId: string | null) =>
    topics.some((topic) => topic.id === topicId && topic.titledBy === 'prompt'),
  );

  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    let later: ReturnType<typeof setTimeout> | undefined;
    const end = store.subscribeFinishedPictures(({ topicId }) => {
      clearTimeout(soon);
      soon = setTimeout(refresh, TOGETHER_MS);
      clearTimeout(later);
      later = setTimeout(() => {
        if (isUntitled(topicId)) refresh();
      }, TITLE_MS);
    });
    return () => {
      end();
      clearTimeout(soon);
      clearTimeout(later);
    };
  }, [store, refresh]);
}
