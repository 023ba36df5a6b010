'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { topicAddress } from './topic-address';
import { topicIdOf } from './topic-id-of';

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
  return { topicId: topicIdOf(path), blank: path === '/image-generator/new' };
}
