import { Listeners } from '@/lib/listeners';

export interface Point {
  x: number;
  y: number;
}

/** How a picture is moved and enlarged, in px from the middle of its frame: 1 is seen whole. */
export interface Transform extends Point {
  scale: number;
}

/** The frame, and the picture in it as large as when it is seen whole, in px. */
export interface Sizes {
  frame: { width: number; height: number };
  picture: { width: number; height: number };
  /** How wide the picture is by itself. */
  naturalWidth: number;
}

export const WHOLE: Transform = { scale: 1, x: 0, y: 0 };

/** Of the picture's own pixels, so that a small one and a large one can be looked at alike. */
const MOST_PERCENT = 400;
const LEAST_MOST_SCALE = 4;

/** The scale at which a pixel of the picture is one of the window. */
export function fullScale({ picture, naturalWidth }: Sizes): number {
  return picture.width > 0 ? naturalWidth / picture.width : 1;
}

function mostScale(sizes: Sizes): number {
  return Math.max(LEAST_MOST_SCALE, (fullScale(sizes) * MOST_PERCENT) / 100);
}

/** Enlarged within the bounds, and moved so far that no edge comes further in than the frame's, or than it has to be. */
export function bounded({ scale, x, y }: Transform, sizes: Sizes): Transform {
  const kept = Math.min(mostScale(sizes), Math.max(1, scale));
  const { frame, picture } = sizes;
  const reach = (inside: number, around: number) => Math.max(0, (inside * kept - around) / 2);
  const within = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));
  return {
    scale: kept,
    x: within(x, reach(picture.width, frame.width)),
    y: within(y, reach(picture.height, frame.height)),
  };
}

/** Enlarged `factor` times: what lies under this point of the frame (from its middle) stays there, as far as the bounds let it. */
export function zoomedAt(from: Transform, factor: number, point: Point, sizes: Sizes): Transform {
  const scale = Math.min(mostScale(sizes), Math.max(1, from.scale * factor));
  const grown = scale / from.scale;
  return bounded(
    { scale, x: point.x - (point.x - from.x) * grown, y: point.y - (point.y - from.y) * grown },
    sizes,
  );
}

/** One way to look, for one picture or for two that are compared in step. */
export class Zoom {
  private current = WHOLE;
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;
  readonly transform = (): Transform => this.current;
  readonly isZoomed = (): boolean => this.current.scale > 1;

  set(next: Transform): void {
    const { scale, x, y } = this.current;
    if (next.scale === scale && next.x === x && next.y === y) return;
    this.current = next;
    this.listeners.notify();
  }

  readonly reset = (): void => this.set(WHOLE);
}
