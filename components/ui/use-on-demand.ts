'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { warmUp } from './warm-up';

/** A component that comes when `bring` is called, which resolves to whether it has come. Asks again after a failure. */
export function useOnDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
): [Loaded: ComponentType<P> | undefined, bring: () => Promise<boolean>] {
  const [Loaded, setLoaded] = useState<ComponentType<P>>();
  useEffect(() => warmUp(load), [load]);

  async function bring() {
    if (Loaded) return true;
    try {
      const component = await load();
      setLoaded(() => component);
      return true;
    } catch (error) {
      console.info('A part of the page could not be loaded.', error);
      return false;
    }
  }

  return [Loaded, bring];
}
