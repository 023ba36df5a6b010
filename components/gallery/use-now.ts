'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { useGallery } from './use-gallery';

/** The database's time in ms, renewed every `periodMs`; all that use the same period share one interval. */
export function useNow(periodMs: 1000 | 30_000): number {
  const { clock } = useGallery();
  const subscribe = useCallback(
    (listener: () => void) => clock.subscribe(periodMs, listener),
    [clock, periodMs],
  );
  return useSyncExternalStore(
    subscribe,
    () => clock.tick(periodMs),
    () => clock.initial,
  );
}
