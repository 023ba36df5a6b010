'use client';

import { useGallery } from './use-gallery';

/** How many tasks are being made now, read once per render: an estimate needs no subscription of its own. */
export function useRunningCount(): number {
  const { store } = useGallery();
  return store.openIds().filter((taskId) => store.get(taskId)?.status === 'processing').length;
}
