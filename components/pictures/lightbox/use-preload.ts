'use client';

import { useEffect } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { pictureSources } from '@/components/pictures/picture-files';

/** So many thumbnails on both sides: a held arrow key is at the last one after most of a second. */
const THUMBS = 8;
const PREVIEWS = 2;

/** What was fetched stays decoded while somebody holds it. */
const held = new Map<string, HTMLImageElement>();
const MOST_HELD = 48;

/** Fetches and decodes the pictures around this one, the nearest first, so that going to them shows them in the same frame. */
export function usePreload(pictures: readonly string[], index: number): void {
  const { store } = usePictureTasks();
  useEffect(() => {
    if (index === -1) return;
    for (let far = 1; far <= THUMBS; far++) {
      for (const at of [index + far, index - far]) {
        const image = store.picture(pictures[at] ?? '')?.images[0];
        if (!image) continue;
        hold(image.thumbUrl);
        if (far <= PREVIEWS) hold(pictureSources(image).previewUrl);
      }
    }
  }, [store, pictures, index]);
}

function hold(url: string): void {
  const known = held.get(url) ?? new Image();
  held.delete(url);
  held.set(url, known);
  if (!known.src) {
    known.src = url;
    // One that can't be had is told where it is shown.
    known.decode?.().catch(() => held.delete(url));
  }
  for (const oldest of held.keys()) {
    if (held.size <= MOST_HELD) break;
    held.delete(oldest);
  }
}
