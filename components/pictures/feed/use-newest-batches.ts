'use client';

import useSWR from 'swr';
import type { BatchesResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import type { PictureStore } from './picture-store';

/**
 * Takes the newest batches into the store when the page is looked at again, and when the returned function is called: one that began
 * elsewhere has more than its open tasks.
 */
export function useNewestBatches(store: PictureStore, account: string): () => void {
  const firstPage = useSWR(
    '/api/batches',
    async (path) => store.mergeBatches(await callApi<BatchesResponse>(path, { account })),
    { revalidateOnMount: false, focusThrottleInterval: 20_000 },
  );
  return () => void firstPage.mutate();
}
