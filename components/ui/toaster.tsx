'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { reportLostPart } from '@/components/notices/page-notices';
import { toastQueue } from './toast';
import { useLazy } from './use-lazy';

const loadToasts = () => import('./toasts').then((module) => module.Toasts);

const never = () => false;

/** The one place toasts appear; call `toast` from anywhere. What shows them comes with the first, and is loaded by then if it can be. */
export function Toaster() {
  const waiting = useSyncExternalStore(toastQueue.subscribe, toastQueue.isWaiting, never);
  const [Toasts, request] = useLazy(loadToasts);
  const load = useEffectEvent(async () => {
    if (!(await request())) reportLostPart(loadToasts, () => void load());
  });

  useEffect(() => {
    if (!waiting) return;
    void load();
    const again = () => void load();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [waiting]);

  return Toasts ? <Toasts /> : null;
}
