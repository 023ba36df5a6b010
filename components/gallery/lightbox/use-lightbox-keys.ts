'use client';

import { useEffect, useEffectEvent } from 'react';

/** Where letters mean something else. */
const OWN_KEYS = '[role="menu"], [role="listbox"], input:not([type="range"]), textarea';

/** Keys (in lower case) while the lightbox is open; one with a modifier belongs to the browser. */
export function useLightboxKeys(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act(event);
    // Before the dialog, which keeps arrow keys from going further.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
