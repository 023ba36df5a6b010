'use client';

import { type PointerEvent, useEffect, useRef } from 'react';

/** Before the browser's own menu comes. */
const HOLD_MS = 400;
const SLACK_PX = 10;

interface LongPress {
  onPointerDown: (event: PointerEvent, act: () => void) => void;
  /** Whether a finger rests or has just acted: then neither the browser's menu nor the click are meant. */
  isHeld: () => boolean;
}

/** A finger that rests on something, as opposed to one that taps or scrolls. */
export function useLongPress(): LongPress {
  const end = useRef<() => void>(undefined);
  const held = useRef(false);
  useEffect(() => () => end.current?.(), []);

  return {
    isHeld: () => held.current,
    onPointerDown({ pointerType, clientX, clientY }, act) {
      end.current?.();
      held.current = false;
      if (pointerType !== 'touch') return;
      const stop = new AbortController();
      const timer = setTimeout(() => {
        held.current = true;
        navigator.vibrate?.(10);
        act();
      }, HOLD_MS);
      stop.signal.addEventListener('abort', () => clearTimeout(timer));
      end.current = () => stop.abort();
      const options = { signal: stop.signal };
      window.addEventListener('pointerup', end.current, options);
      window.addEventListener('pointercancel', end.current, options);
      window.addEventListener(
        'pointermove',
        (event) => {
          if (Math.hypot(event.clientX - clientX, event.clientY - clientY) > SLACK_PX) stop.abort();
        },
        options,
      );
    },
  };
}
