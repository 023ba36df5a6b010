'use client';

import { useCallback } from 'react';
import { useSWRConfig } from 'swr';
import { TOPICS_CACHE_KEY } from './topics-cache-key';

/** Returns the function that asks for the list of topics anew. */
export function useRefreshTopics(): () => void {
  const { mutate } = useSWRConfig();
  return useCallback(() => void mutate(TOPICS_CACHE_KEY), [mutate]);
}
