'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { toastQueue } from './toast-queue';
import { useOnDemand } from './use-on-demand';

const loadToasts = () => import('./toasts').then((module) => module.Toasts);

const never = () => false;

/**
 * The one place toasts appear; call `toast` from anywhere. It is loaded when somebody first does something in the page, so
 * that it is there to say that the connection is lost; or with a toast that comes before.
 */
export function Toaster() {
  const waiting = useSyncExternalStore(toastQueue.subscribe, toastQueue.isWaiting, never);
  const [Toasts, bring] = useOnDemand(loadToasts);
  const load = useEffectEvent(() => void bring());

  useEffect(() => {
    if (waiting) load();
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('pointerdown', () => load(), { signal, once: true });
    window.addEventListener('keydown', () => load(), { signal, once: true });
    window.addEventListener('online', () => waiting && load(), { signal });
    return () => controller.abort();
  }, [waiting]);

  return Toasts ? <Toasts /> : null;
}
