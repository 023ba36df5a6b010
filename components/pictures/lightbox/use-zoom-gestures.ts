'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';
import { bounded, fullScale, type Point, type Sizes, WHOLE, type Zoom, zoomedAt } from './zoom';

interface Gestures {
  /** A drag means something else there. */
  wheelOnly?: boolean;
  /** A finger that pushes the whole picture aside. */
  onSwipe?: ((step: 1 | -1) => void) | undefined;
  /** A press that neither moves nor holds. */
  onPress?: ((point: Point) => void) | undefined;
}

const SLACK_PX = 8;
const SWIPE_PX = 56;
/** Per pixel of the wheel; a pinch on a trackpad comes as a wheel with Ctrl, in smaller steps. */
const WHEEL_STEP = 0.0022;
const TRACKPAD_STEP = 0.012;

/** The frame and the picture in it, which is marked `data-zooms`, as they are now. */
export function sizesOf(frame: HTMLElement, naturalWidth: number): Sizes {
  const picture = frame.querySelector<HTMLElement>('[data-zooms]');
  return {
    frame: { width: frame.clientWidth, height: frame.clientHeight },
    // Not what the transform makes of it.
    picture: { width: picture?.offsetWidth ?? 0, height: picture?.offsetHeight ?? 0 },
    naturalWidth,
  };
}

/** From the whole picture to its own pixels, or twice as large where those are no more, at this point; and back. */
export function togglePlace(zoom: Zoom, point: Point, sizes: Sizes): void {
  if (zoom.isZoomed()) zoom.reset();
  else zoom.set(zoomedAt(WHOLE, Math.max(2, fullScale(sizes)), point, sizes));
}

/** Wheel and pinch enlarge, a drag moves what is enlarged, and a finger swipes what is whole. */
export function useZoomGestures(
  ref: RefObject<HTMLElement | null>,
  zoom: Zoom,
  naturalWidth: number,
  gestures: Gestures = {},
): void {
  const swipe = useEffectEvent((step: 1 | -1) => gestures.onSwipe?.(step));
  const press = useEffectEvent((point: Point) => gestures.onPress?.(point));
  const { wheelOnly = false } = gestures;
  const swipes = gestures.onSwipe !== undefined;

  useEffect(() => {
    const frame = ref.current;
    if (!frame) return;
    const { signal, ...end } = withAbort();
    const down = new Map<number, Point>();
    let start: Point = { x: 0, y: 0 };
    let from = WHOLE;
    let moved = false;
    const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
      const { left, top, width, height } = frame.getBoundingClientRect();
      return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
    };
    const sizes = () => sizesOf(frame, naturalWidth);

    function begin(): void {
      start = middle(down);
      from = zoom.transform();
    }

    frame.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const factor = Math.exp(-event.deltaY * (event.ctrlKey ? TRACKPAD_STEP : WHEEL_STEP));
        zoom.set(zoomedAt(zoom.transform(), factor, pointOf(event), sizes()));
      },
      { signal, passive: false },
    );
    if (wheelOnly) return end.abort;
    frame.addEventListener(
      'pointerdown',
      (event) => {
        const onControl = event.target instanceof Element && event.target.closest('button, input');
        if (onControl || event.button !== 0) return;
        if (down.size === 0) moved = false;
        down.set(event.pointerId, pointOf(event));
        begin();
      },
      { signal },
    );
    frame.addEventListener(
      'pointermove',
      (event) => {
        if (!down.has(event.pointerId)) return;
        const before = spread(down);
        down.set(event.pointerId, pointOf(event));
        const now = middle(down);
        const by = { x: now.x - start.x, y: now.y - start.y };
        if (!moved && down.size === 1 && Math.hypot(by.x, by.y) < SLACK_PX) return;
        if (!moved) frame.setPointerCapture(event.pointerId);
        moved = true;
        if (down.size > 1) {
          const grown = zoomedAt(zoom.transform(), spread(down) / before, now, sizes());
          zoom.set(grown);
          begin();
        } else if (zoom.isZoomed()) {
          zoom.set(bounded({ ...from, x: from.x + by.x, y: from.y + by.y }, sizes()));
        } else if (swipes && event.pointerType === 'touch') {
          zoom.set({ scale: 1, x: by.x, y: 0 });
        }
      },
      { signal },
    );
    function lift(event: PointerEvent): void {
      if (!down.delete(event.pointerId)) return;
      const { scale, x } = zoom.transform();
      if (down.size > 0) begin();
      else if (scale === 1 && x !== 0) {
        zoom.reset();
        if (event.type === 'pointerup' && Math.abs(x) > SWIPE_PX) swipe(x < 0 ? 1 : -1);
      } else if (event.type === 'pointerup' && !moved) press(pointOf(event));
    }
    frame.addEventListener('pointerup', lift, { signal });
    frame.addEventListener('pointercancel', lift, { signal });
    return end.abort;
  }, [ref, zoom, naturalWidth, swipes, wheelOnly]);
}

function withAbort(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function middle(points: ReadonlyMap<number, Point>): Point {
  const all = [...points.values()];
  const mean = (of: (point: Point) => number) => all.reduce((sum, point) => sum + of(point), 0) / all.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

/** How far apart the first two are. */
function spread(points: ReadonlyMap<number, Point>): number {
  const [a, b] = [...points.values()];
  return a && b ? Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) : 1;
}
