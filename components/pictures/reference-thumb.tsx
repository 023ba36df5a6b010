'use client';

import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { cn } from '@/components/ui/class-names';

interface Props {
  id: string;
  /** Its text alternative; empty where words beside it say the same. */
  alt: string;
  onGone?: () => void;
  /** Its size and corners. */
  className: string;
}

/** A picture that went into another one. When it is deleted its place stays. */
export function ReferenceThumb({ id, alt, onGone, className }: Props) {
  const [gone, setGone] = useState(false);
  function leave() {
    setGone(true);
    onGone?.();
  }
  const frame = cn('shrink-0', className);
  if (gone) {
    return (
      <span className={cn(frame, 'grid place-content-center bg-raised text-muted')}>
        <ImageOff aria-hidden className="size-1/2 min-w-3.5" />
        {alt ? <span className="sr-only">{alt}</span> : null}
      </span>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: private pictures of our own, with their own thumbnails
    <img
      // One that failed before the page was taken over has told nobody.
      ref={(image) => {
        if (image?.complete && image.naturalWidth === 0) leave();
      }}
      src={`/api/images/${id}?variant=thumb`}
      alt={alt}
      loading="lazy"
      decoding="async"
      onError={leave}
      className={cn(frame, 'bg-raised object-cover')}
    />
  );
}
