'use client';

import { type ComponentType, useState } from 'react';

/** A component whose code comes when `bring` is called, which resolves to whether it has come. Asks again after a failure. */
export function useOnDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
): [Loaded: ComponentType<P> | undefined, bring: () => Promise<boolean>] {
  const [Loaded, setLoaded] = useState<ComponentType<P>>();

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
