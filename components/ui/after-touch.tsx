'use client';

import { type ComponentType, useEffect, useEffectEvent } from 'react';
import { useLazy } from './use-lazy';

interface Props {
  load: () => Promise<ComponentType>;
}

/** What is of no use before a pointer or a key moves for the first time: loaded then. */
export function AfterTouch({ load }: Props) {
  const [Loaded, request] = useLazy(load);
  const start = useEffectEvent(() => void request());
  useEffect(() => {
    const controller = new AbortController();
    const once = () => {
      controller.abort();
      start();
    };
    for (const event of ['pointerover', 'keydown'])
      document.addEventListener(event, once, { signal: controller.signal, capture: true, passive: true });
    return () => controller.abort();
  }, []);
  return Loaded ? <Loaded /> : null;
}
