'use client';

import { useEffect } from 'react';
import { useSWRConfig } from 'swr';
import { CREDITS_KEY } from '@/components/credits/credits-key';
import type { TaskStore } from '@/components/gallery/task-store';

/** What failed or was canceled has given its credits back. */
export function useRefreshCredits(store: TaskStore): void {
  const { mutate } = useSWRConfig();
  useEffect(
    () =>
      store.subscribeEnd((task) => {
        if (task.status !== 'completed') void mutate(CREDITS_KEY);
      }),
    [store, mutate],
  );
}
