'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { toastQueue } from './toast-queue';
import { useOnDemand } from './use-on-demand';

const loadToasts = () => import('./toasts').then((module) => module.Toasts);

const never = () => false;

/** The one place toasts appear; call `toast` from anywhere. What shows them comes with the first, and is loaded by then if it can be. */
export function Toaster() {
  const waiting = useSyncExternalStore(toastQueue.subscribe, toastQueue.isWaiting, never);
  const [Toasts, bring] = useOnDemand(loadToasts);
  const load = useEffectEvent(() => void bring());

  useEffect(() => {
    if (!waiting) return;
    load();
    const again = () => load();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [waiting]);

  return Toasts ? <Toasts /> : null;
}
