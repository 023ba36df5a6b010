'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { Button } from '@/components/ui/button';
import type { BatchesResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';

/** Loads older batches shortly before their place comes into view, and by button. */
export function OlderBatches({ topicId }: { topicId: string | undefined }) {
  const t = useTranslations('feed');
  const { hasMore, state, load } = useOlderBatches(topicId);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = end.current;
    if (!element || !hasMore || state !== 'idle') return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void load();
      },
      { rootMargin: '800px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, state, load]);

  if (!hasMore) return null;
  return (
    <div ref={end} className="flex flex-col items-center gap-2 py-4">
      {state === 'failed' ? <p className="text-muted">{t('olderFailed')}</p> : null}
      <Button pending={state === 'loading'} onClick={() => void load()}>
        {t('older')}
      </Button>
    </div>
  );
}

interface OlderBatches {
  hasMore: boolean;
  state: 'idle' | 'loading' | 'failed';
  load: () => Promise<void>;
}

/** The next page of a topic's feed, or of that of everything, into the store. */
function useOlderBatches(topicId: string | undefined): OlderBatches {
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
