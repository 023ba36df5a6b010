'use client';

import { type ComponentType, useEffect, useEffectEvent, useRef } from 'react';
import { useLazy } from './use-lazy';

interface Props {
  load: () => Promise<ComponentType>;
  /** A press that it answers, and the browser too: it is held until it is loaded. */
  holds?: (press: KeyboardEvent) => boolean;
}

/** What is of no use before a pointer or a key moves for the first time: loaded then. */
export function AfterTouch({ load, holds }: Props) {
  const [Loaded, request] = useLazy(load);
  const held = useRef<KeyboardEvent[]>([]);
  const onTouch = useEffectEvent((event: Event) => {
    void request();
    if (!(event instanceof KeyboardEvent) || !holds?.(event)) return;
    event.preventDefault();
    held.current.push(event);
  });

  useEffect(() => {
    if (Loaded) {
      for (const press of held.current.splice(0))
        document.body.dispatchEvent(new KeyboardEvent('keydown', { ...pressOf(press), bubbles: true }));
      return;
    }
    const controller = new AbortController();
    // Not "over", which browsers also tell of a pointer that rests while the page moves under it.
    for (const event of ['pointermove', 'pointerdown', 'keydown'])
      document.addEventListener(event, (touch) => onTouch(touch), {
        signal: controller.signal,
        capture: true,
      });
    return () => controller.abort();
  }, [Loaded]);
  return Loaded ? <Loaded /> : null;
}

const pressOf = ({ key, ctrlKey, metaKey }: KeyboardEvent) => ({ key, ctrlKey, metaKey });
