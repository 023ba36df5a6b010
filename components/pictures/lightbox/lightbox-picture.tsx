'use client';

import { useEffect, useLayoutEffect, useRef } from 'react';
import { pictureSources } from '@/components/pictures/picture-files';
import { usePictureDrag } from '@/components/pictures/use-picture-drag';
import { cn } from '@/components/ui/class-names';
import type { GeneratedImage, PictureTask } from '@/lib/generation/schema';

interface Props {
  task: PictureTask;
  image: GeneratedImage;
  zoomed: boolean;
  onZoom: (zoomed: boolean) => void;
}

/**
 * As wide as the window needs it, over its thumbnail until it has loaded; looked at closely it is the original. A click
 * looks closer at that place, another one steps back.
 */
export function LightboxPicture({ task, image, zoomed, onZoom }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  // Where the click was, as parts of the picture's width and height.
  const target = useRef({ x: 0.5, y: 0.5 });
  const drag = usePictureDrag();
  const { srcSet, previewUrl } = pictureSources(image);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || !zoomed) return;
    element.scrollLeft = target.current.x * element.scrollWidth - element.clientWidth / 2;
    element.scrollTop = target.current.y * element.scrollHeight - element.clientHeight / 2;
  }, [zoomed]);

  return (
    // A landmark of this name is the picture's batch already.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div
      role="group"
      ref={frame}
      // Focusable while there is something to scroll, so that the arrow keys pan.
      tabIndex={zoomed ? 0 : -1}
      aria-label={task.prompt}
      className={cn(
        '[container-type:size] absolute inset-0 outline-none [--margin:1.5rem] lg:[--margin:3rem]',
        zoomed && 'overflow-auto',
      )}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button beside it and the key Z do the same */}
      {/* biome-ignore lint/performance/noImgElement: private pictures of our own */}
      <img
        src={image.url}
        {...(!zoomed && { srcSet, sizes: fittingSizes(image) })}
        alt={task.prompt}
        width={image.width}
        height={image.height}
        onDragStart={(event) => drag(event, { task, image })}
        onClick={({ nativeEvent: { offsetX, offsetY }, currentTarget }) => {
          target.current = {
            x: offsetX / currentTarget.clientWidth,
            y: offsetY / currentTarget.clientHeight,
          };
          onZoom(!zoomed);
        }}
        style={{
          backgroundImage: `url("${zoomed ? previewUrl : image.thumbUrl}")`,
          ...(!zoomed && { width: fittingWidth(image) }),
        }}
        className={cn(
          'rounded-lg bg-center bg-cover',
          zoomed ? 'm-auto max-w-none cursor-zoom-out' : 'absolute inset-0 m-auto h-auto cursor-zoom-in',
        )}
      />
    </div>
  );
}

/** Fetches pictures that are likely to be looked at next. */
export function usePreload(images: readonly (GeneratedImage | undefined)[]): void {
  const list = images.map((image) => image && pictureSources(image).previewUrl).join(' ');
  useEffect(() => {
    for (const url of list.split(' ').filter(Boolean)) new Image().src = url;
  }, [list]);
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
