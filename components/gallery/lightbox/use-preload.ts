'use client';

import { useEffect } from 'react';
import { pictureSources } from '@/components/gallery/picture-sources';
import type { GeneratedImage } from '@/lib/generation/schema';

/** Fetches pictures that are likely to be looked at next. */
export function usePreload(images: readonly (GeneratedImage | undefined)[]): void {
  const list = images.map((image) => image && pictureSources(image).previewUrl).join(' ');
  useEffect(() => {
    for (const url of list.split(' ').filter(Boolean)) new Image().src = url;
  }, [list]);
}
