'use client';

import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import { useGallery } from '@/components/gallery/use-gallery';
import { batchesResponseSchema } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';

interface OlderBatches {
  hasMore: boolean;
  state: 'idle' | 'loading' | 'failed';
  load: () => Promise<void>;
}

/** The next page of the feed, into the store. */
export function useOlderBatches(): OlderBatches {
  const { store } = useGallery();
  const readCursor = () => store.cursor();
  const cursor = useSyncExternalStore(store.subscribeRows, readCursor, readCursor);
  const [state, setState] = useState<OlderBatches['state']>('idle');
  const busy = useRef(false);

  const load = useCallback(async () => {
    const from = store.cursor();
    if (busy.current || !from) return;
    busy.current = true;
    setState('loading');
    try {
      const path = `/api/batches?cursor=${encodeURIComponent(from)}`;
      store.extendFeed(undefined, await callApi(path, batchesResponseSchema));
      setState('idle');
    } catch {
      setState('failed');
    } finally {
      busy.current = false;
    }
  }, [store]);

  return { hasMore: cursor !== null, state, load };
}
