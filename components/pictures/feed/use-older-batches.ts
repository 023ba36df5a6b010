'use client';

import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import type { BatchesResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { usePictureTasks } from './use-picture-tasks';

interface OlderBatches {
  hasMore: boolean;
  state: 'idle' | 'loading' | 'failed';
  load: () => Promise<void>;
}

/** The next page of a topic's feed, or of that of everything, into the store. */
export function useOlderBatches(topicId: string | undefined): OlderBatches {
  const { store } = usePictureTasks();
  const readCursor = () => store.cursor(topicId);
  const cursor = useSyncExternalStore(store.subscribeRows, readCursor, readCursor);
  const [state, setState] = useState<OlderBatches['state']>('idle');
  const busy = useRef(false);

  const load = useCallback(async () => {
    const from = store.cursor(topicId);
    if (busy.current || !from) return;
    busy.current = true;
    setState('loading');
    try {
      const query = new URLSearchParams({ cursor: from, ...(topicId && { topicId }) });
      store.extendFeed(topicId, await callApi<BatchesResponse>(`/api/batches?${query}`));
      setState('idle');
    } catch {
      setState('failed');
    } finally {
      busy.current = false;
    }
  }, [store, topicId]);

  return { hasMore: cursor !== null, state, load };
}
