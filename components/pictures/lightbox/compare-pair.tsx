'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { cn } from '@/components/ui/class-names';
import type { Comparable } from './comparables';
import { useZoomGestures } from './use-zoom-gestures';
import type { Zoom } from './zoom';

interface Props {
  left: Comparable;
  right: Comparable;
  /** Width divided by height of the boxes. */
  shape: number;
  /** Moves and enlarges both alike. */
  zoom: Zoom;
  naturalWidth: number;
}

/** Side by side, or one above the other where the window is narrow. */
export function ComparePair({ left, right, shape, zoom, naturalWidth }: Props) {
  const t = useTranslations('compare');
  const frame = useRef<HTMLElement>(null);
  useEffect(() => frame.current?.focus(), []);
  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label={t('sideBySide')}
      className="absolute inset-2 grid gap-2 outline-none max-sm:grid-rows-2 sm:grid-cols-2 lg:inset-6"
    >
      {[left, right].map((picture) => (
        <Half key={picture.id} zoom={zoom} naturalWidth={naturalWidth}>
          <div
            style={{ width: `min(100cqw, 100cqh * ${shape})`, aspectRatio: shape }}
            className="absolute inset-0 m-auto overflow-hidden rounded-lg"
          >
            <ComparePicture picture={picture} zoom={zoom} />
            <CompareName className="left-3">{picture.label}</CompareName>
          </div>
        </Half>
      ))}
    </section>
  );
}

interface HalfProps extends Pick<Props, 'zoom' | 'naturalWidth'> {
  children: ReactNode;
}

function Half({ zoom, naturalWidth, children }: HalfProps) {
  const frame = useRef<HTMLDivElement>(null);
  useZoomGestures(frame, zoom, naturalWidth);
  return (
    <div ref={frame} className="[container-type:size] relative touch-none select-none">
      {children}
    </div>
  );
}

/** The name of a picture, upon it; its text alternative says the same. */
export function CompareName({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={cn(
        'pointer-events-none absolute top-3 max-w-[45%] truncate rounded-lg bg-negative px-2.5 py-1 text-negative-ink text-xs',
        className,
      )}
    >
      {children}
    </span>
  );
}

/** Whole inside its box, and nothing behind it is seen. */
export function ComparePicture({ picture, zoom }: { picture: Comparable; zoom: Zoom }) {
  const { scale, x, y } = useSyncExternalStore(zoom.subscribe, zoom.transform, zoom.transform);
  return (
    // biome-ignore lint/performance/noImgElement: private pictures of our own
    <img
      data-zooms
      // Looked at closely it is the original.
      src={scale > 1 ? picture.url : `${picture.url}?variant=preview`}
      alt={picture.label}
      draggable={false}
      style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
      className="absolute inset-0 size-full bg-background object-contain"
    />
  );
}
