'use client';

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Point } from './pictures-in-band';

export interface Band {
  from: Point;
  to: Point;
}

interface Handlers {
  onStart: (event: PointerEvent) => void;
  /** The rectangle has changed, in px from the list's left top corner. */
  onMove: (band: Band) => void;
  onCancel: () => void;
}

interface RubberBand {
  band: Band | null;
  onPointerDown: (event: PointerEvent) => void;
  /** Whether the click that is coming ends a drag. */
  hasDragged: () => boolean;
  /** A press that begins no rectangle. */
  forget: () => void;
}

/** Less than this is a click with an unsteady hand. */
const SLACK_PX = 6;

/** A rectangle drawn with the mouse, over pictures and beside them. At the window's edges the page scrolls along. */
export function useRubberBand(list: RefObject<HTMLElement | null>, handlers: Handlers): RubberBand {
  const [band, setBand] = useState<Band | null>(null);
  const dragged = useRef(false);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  function inList({ x, y }: Point): Point {
    const { left = 0, top = 0 } = list.current?.getBoundingClientRect() ?? {};
    return { x: x - left, y: y - top };
  }

  function onPointerDown(event: PointerEvent): void {
    dragged.current = false;
    if (event.pointerType === 'touch' || event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY };
    const from = inList(start);
    let pointer = start;
    let frame = 0;
    const ended = new AbortController();
    stop.current?.abort();
    stop.current = ended;
    ended.signal.addEventListener('abort', () => {
      cancelAnimationFrame(frame);
      setBand(null);
    });

    function draw(): void {
      const next = { from, to: inList(pointer) };
      setBand(next);
      latest.current.onMove(next);
    }
    function scrollAlong(): void {
      const speed = scrollSpeed(pointer.y, window.innerHeight);
      const before = window.scrollY;
      if (speed !== 0) window.scrollBy(0, speed);
      if (window.scrollY !== before) draw();
      frame = requestAnimationFrame(scrollAlong);
    }
    function move({ clientX: x, clientY: y }: globalThis.PointerEvent): void {
      pointer = { x, y };
      if (!dragged.current) {
        if (Math.hypot(x - start.x, y - start.y) < SLACK_PX) return;
        dragged.current = true;
        latest.current.onStart(event);
        frame = requestAnimationFrame(scrollAlong);
      }
      draw();
    }
    function cancel({ key }: KeyboardEvent): void {
      if (key !== 'Escape' || !dragged.current) return;
      latest.current.onCancel();
      ended.abort();
    }

    const { signal } = ended;
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', () => ended.abort(), { signal });
    window.addEventListener('pointercancel', () => ended.abort(), { signal });
    window.addEventListener('keydown', cancel, { signal });
  }

  return {
    band,
    onPointerDown,
    hasDragged: () => dragged.current,
    forget() {
      dragged.current = false;
    },
  };
}

const EDGE_PX = 90;
const FASTEST = 26;

/** How many px a frame to scroll while something is dragged at this height of the window: towards the edge it is near. */
function scrollSpeed(y: number, windowHeight: number): number {
  const above = Math.max(0, EDGE_PX - y);
  const below = Math.max(0, y - (windowHeight - EDGE_PX));
  return Math.round((Math.min(EDGE_PX, below) - Math.min(EDGE_PX, above)) * (FASTEST / EDGE_PX));
}

/** The rectangle that is being drawn. */
export function BandFrame({ band: { from, to } }: { band: Band }) {
  return (
    <div
      aria-hidden
      style={{
        left: Math.min(from.x, to.x),
        top: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      }}
      className="pointer-events-none absolute z-10 rounded-sm border border-accent-text bg-accent/15"
    />
  );
}
