'use client';

import { useTranslations } from 'next-intl';
import { type DragEvent, useMemo, useRef, useSyncExternalStore } from 'react';
import { pictureSources } from '@/components/pictures/picture-files';
import { decodePlaceholder } from '@/components/pictures/placeholder';
import type { Picture } from '@/components/pictures/slot-state';
import { usePictureDrag } from '@/components/pictures/use-picture-drag';
import { cn } from '@/components/ui/class-names';
import { sizesOf, togglePlace, useZoomGestures } from './use-zoom-gestures';
import { fullScale, type Zoom } from './zoom';

interface Props {
  picture: Picture;
  zoom: Zoom;
  onSwipe: (step: 1 | -1) => void;
}

/**
 * As wide as the window needs it, over its thumbnail, which lies over its ThumbHash, until it has been decoded: the stage is
 * never empty. Looked at closely it is the original. A click looks closer at that place, another one steps back.
 */
export function LightboxPicture({ picture, zoom, onSwipe }: Props) {
  const { task, image } = picture;
  const frame = useRef<HTMLDivElement>(null);
  const drag = usePictureDrag();
  const { scale, x, y } = useSyncExternalStore(zoom.subscribe, zoom.transform, zoom.transform);
  const placeholder = useMemo(() => {
    const decoded = decodePlaceholder(image.placeholder);
    return decoded && { backgroundColor: decoded.colour, backgroundImage: `url("${decoded.preview()}")` };
  }, [image.placeholder]);
  const zoomed = scale > 1;
  useZoomGestures(frame, zoom, image.width, {
    onSwipe,
    onPress(point) {
      if (frame.current) togglePlace(zoom, point, sizesOf(frame.current, image.width));
    },
  });

  return (
    // A landmark of this name is the picture's batch already.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div
      role="group"
      ref={frame}
      tabIndex={-1}
      data-stage
      aria-label={task.prompt}
      className={cn(
        '[container-type:size] absolute inset-0 select-none overflow-hidden outline-none [--margin:1.5rem] lg:[--margin:3rem]',
        zoomed ? 'cursor-zoom-out touch-none' : 'cursor-zoom-in touch-pan-y',
      )}
    >
      <div
        data-zooms
        style={{
          width: fittingWidth(image),
          aspectRatio: image.width / image.height,
          transform: `translate(${x}px, ${y}px) scale(${scale})`,
          ...placeholder,
        }}
        className="absolute inset-0 m-auto overflow-hidden rounded-lg bg-cover"
      >
        <Layers picture={picture} zoomed={zoomed} onDrag={(event) => drag(event, picture)} />
      </div>
      {zoomed ? <Percent frame={frame.current} scale={scale} naturalWidth={image.width} /> : null}
    </div>
  );
}

interface LayersProps {
  picture: Picture;
  zoomed: boolean;
  onDrag: (event: DragEvent) => void;
}

function Layers({ picture: { task, image }, zoomed, onDrag }: LayersProps) {
  const { srcSet } = pictureSources(image);
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: private pictures of our own */}
      <img
        src={image.thumbUrl}
        alt=""
        aria-hidden
        // In the very frame in which it is there: it has been decoded already, for the list or as a neighbour.
        decoding="sync"
        draggable={false}
        className="absolute inset-0 size-full"
      />
      {/* biome-ignore lint/performance/noImgElement: private pictures of our own */}
      <img
        src={image.url}
        {...(!zoomed && { srcSet, sizes: fittingSizes(image) })}
        alt={task.prompt}
        width={image.width}
        height={image.height}
        decoding="async"
        draggable={!zoomed}
        onDragStart={onDrag}
        className="absolute inset-0 size-full"
      />
    </>
  );
}

interface PercentProps {
  frame: HTMLElement | null;
  scale: number;
  naturalWidth: number;
}

/** How large a pixel of the picture is: at 100 % one of the window. */
function Percent({ frame, scale, naturalWidth }: PercentProps) {
  const t = useTranslations('lightbox');
  if (!frame) return null;
  const percent = Math.round((scale / fullScale(sizesOf(frame, naturalWidth))) * 100);
  return (
    <p
      role="status"
      className="pointer-events-none absolute bottom-3 left-3 rounded-lg bg-negative px-2.5 py-1 text-negative-ink text-xs tabular-nums"
    >
      {t('percent', { percent })}
    </p>
  );
}

/** The `sizes` of a picture that is seen whole: beside the details in a wide window, above them in a narrow one. */
function fittingSizes({ width, height }: { width: number; height: number }): string {
  const shape = width / height;
  return `(min-width: 1024px) min(100vw - 24rem, (100vh - 3rem) * ${shape}), min(100vw, 62vh * ${shape})`;
}

/** The width of a picture that is seen whole: in numbers, because one that has not loaded yet has no size to be limited. */
export function fittingWidth({ width, height }: { width: number; height: number }): string {
  return `min(${width}px, 100cqw - var(--margin), (100cqh - var(--margin)) * ${width / height})`;
}
