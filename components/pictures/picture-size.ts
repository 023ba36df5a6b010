'use client';

import { useSyncExternalStore } from 'react';
import { Listeners } from '@/lib/listeners';
import { PICTURE_SIZE_COOKIE, type PictureSize, readPictureSize } from '@/lib/picture-size';

const YEAR_SECONDS = 31_536_000;

const listeners = new Listeners();
const frame = () => document.querySelector<HTMLElement>('[data-picture-size]');
const read = () => readPictureSize(frame()?.dataset.pictureSize);

/**
 * How large pictures are, for lists that place them by themselves. It stands in the page's frame, where the server has put it
 * and the style sheet finds it.
 */
export function usePictureSize(): PictureSize {
  return useSyncExternalStore(listeners.subscribe, read, () => 3);
}

/** From now on, and on this device. */
export function choosePictureSize(size: PictureSize): void {
  const element = frame();
  if (element) element.dataset.pictureSize = String(size);
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store, and plain HTTP never
  document.cookie = `${PICTURE_SIZE_COOKIE}=${size}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  listeners.notify();
}
