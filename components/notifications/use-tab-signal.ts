'use client';

import { useEffect, useRef } from 'react';
import { TabSignal } from './tab-signal';

/** Returns the function that adds to the count in title and icon; looking at the tab clears it. */
export function useTabSignal(): (count: number) => void {
  const signal = useRef<TabSignal>(null);
  const unseen = useRef(0);

  useEffect(() => {
    function clear() {
      if (document.visibilityState !== 'visible') return;
      unseen.current = 0;
      signal.current?.show(0);
    }
    document.addEventListener('visibilitychange', clear);
    return () => {
      document.removeEventListener('visibilitychange', clear);
      signal.current?.show(0);
    };
  }, []);

  return (count) => {
    if (document.visibilityState === 'visible') return;
    unseen.current += count;
    signal.current ??= new TabSignal();
    signal.current.show(unseen.current);
  };
}
