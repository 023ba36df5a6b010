'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { pageNotices } from '@/components/notices/page-notices';
import type { Connection } from './poll-loop';
import type { TaskPoller } from './task-poller';

const fine = (): Connection => 'fine';

/**
 * Runs the poller while the page is there, and says when the connection is lost. Tasks that began elsewhere belong to something that
 * this page may know nothing of, and have cost something: `onElsewhere` is for that.
 */
export function usePolling(poller: TaskPoller, onElsewhere: () => void): void {
  const refresh = useEffectEvent(onElsewhere);
  useEffect(() => poller.start(() => refresh()), [poller]);
  const connection = useSyncExternalStore(poller.subscribe, poller.connection, fine);
  useEffect(() => {
    if (connection !== 'lost' && connection !== 'signed-out') return;
    pageNotices.show({ kind: connection });
    return () => pageNotices.clear(connection);
  }, [connection]);
}
