'use client';

import { Slider } from '@base-ui/react/slider';
import { MoveHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Comparable } from './comparables';
import { CompareName, ComparePicture } from './compare-pair';
import { useZoomGestures } from './use-zoom-gestures';
import type { Zoom } from './zoom';

interface Props {
  left: Comparable;
  right: Comparable;
  /** CSS measures of the box that both pictures fill. */
  box: { width: string; aspectRatio: number };
  zoom: Zoom;
  naturalWidth: number;
}

const LARGE_STEP = 10;

/** Two pictures upon each other and a line between them, which follows the pointer and the arrow keys. */
export function CompareSlider({ left, right, box, zoom, naturalWidth }: Props) {
  const t = useTranslations('compare');
  const [position, setPosition] = useState(50);
  const input = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  // A drag is the line's here: what is enlarged moves by enlarging at another place.
  useZoomGestures(frame, zoom, naturalWidth, { wheelOnly: true });
  useEffect(() => input.current?.focus(), []);

  return (
    <Slider.Root
      ref={frame}
      value={position}
      onValueChange={setPosition}
      largeStep={LARGE_STEP}
      style={box}
      className="absolute inset-0 m-auto overflow-hidden rounded-lg"
    >
      <Slider.Control className="size-full cursor-ew-resize touch-none select-none">
        <Slider.Track className="relative size-full">
          <ComparePicture picture={right} zoom={zoom} />
          <div className="absolute inset-0" style={{ clipPath: `inset(0 ${100 - position}% 0 0)` }}>
            <ComparePicture picture={left} zoom={zoom} />
          </div>
          <CompareName className="left-3">{left.label}</CompareName>
          <CompareName className="right-3">{right.label}</CompareName>
          <Slider.Thumb
            inputRef={input}
            aria-label={t('slider')}
            getAriaValueText={(_, value) =>
              t('sliderValue', { left: left.label, right: right.label, percent: value })
            }
            className="group/thumb h-full w-11 outline-none"
          >
            <span
              aria-hidden
              className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-negative-ink shadow-lift"
            />
            <span
              aria-hidden
              className="absolute top-1/2 left-1/2 grid size-10 -translate-x-1/2 -translate-y-1/2 place-content-center rounded-full bg-negative text-negative-ink outline-2 outline-negative-ink -outline-offset-2 group-has-[:focus-visible]/thumb:outline-4 group-has-[:focus-visible]/thumb:outline-accent"
            >
              <MoveHorizontal className="size-5" />
            </span>
          </Slider.Thumb>
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  );
}
