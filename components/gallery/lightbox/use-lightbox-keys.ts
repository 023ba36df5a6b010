'use client';

import { useEffect, useEffectEvent } from 'react';

/** Keys (in lower case) while the lightbox is open; one with a modifier belongs to the browser. */
export function useLightboxKeys(actions: Readonly<Record<string, () => void>>): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    actions[event.key.toLowerCase()]?.();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act(event);
    // Before the dialog, which keeps arrow keys from going further.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
