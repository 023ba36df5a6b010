'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { CREDITS_KEY } from '@/components/credits/credits-key';
import { useGallery } from '@/components/gallery/use-gallery';
import type { BatchesResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import type { Connection } from './connection';

const fine = (): Connection => 'fine';

/** Runs the poller. Batches that began elsewhere have more than their open tasks, and have cost something. */
export function usePolling(): Connection {
  const { store, poller } = useGallery();
  const { mutate } = useSWRConfig();

  const firstPage = useSWR(
    '/api/batches',
    async (path) => store.mergeBatches(await callApi<BatchesResponse>(path, { account: poller.account })),
    { revalidateOnMount: false, focusThrottleInterval: 20_000 },
  );

  const refresh = useEffectEvent(() => {
    void firstPage.mutate();
    void mutate(CREDITS_KEY);
  });
  useEffect(() => poller.start(() => refresh()), [poller]);

  return useSyncExternalStore(poller.subscribe, poller.connection, fine);
}
