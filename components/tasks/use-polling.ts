'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import useSWR from 'swr';
import { pageNotices } from '@/components/notices/page-notices';
import type { BatchesResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import type { Connection } from './poll-loop';
import type { TaskPoller } from './task-poller';
import type { TaskStore } from './task-store';

interface Polled {
  store: TaskStore;
  poller: TaskPoller;
}

const fine = (): Connection => 'fine';

/**
 * Runs the poller while the page is there, and says when the connection is lost. Batches that began elsewhere have more than
 * their open tasks, which is asked for, and have cost something, which `onNewBatches` is for.
 */
export function usePolling({ store, poller }: Polled, onNewBatches: () => void): void {
  const firstPage = useSWR(
    '/api/batches',
    async (path) => store.mergeBatches(await callApi<BatchesResponse>(path, { account: poller.account })),
    { revalidateOnMount: false, focusThrottleInterval: 20_000 },
  );
  const refresh = useEffectEvent(() => {
    void firstPage.mutate();
    onNewBatches();
  });
  useEffect(() => poller.start(() => refresh()), [poller]);
  const connection = useSyncExternalStore(poller.subscribe, poller.connection, fine);
  useEffect(() => {
    if (connection !== 'lost' && connection !== 'signed-out') return;
    pageNotices.show({ kind: connection });
    return () => pageNotices.clear(connection);
  }, [connection]);
}
