'use client';

import { type DragEvent, useEffect } from 'react';
import { preload } from '@/components/ui/use-lazy';
import type { Picture } from './slot-state';

type Fill = typeof import('./picture-drag').fillDrag;

let fill: Fill | undefined;

const loadFill = () =>
  import('./picture-drag').then((module) => {
    fill = module.fillDrag;
  });

/** Lets a picture be dragged out of the page, and to the composer. Before the code for it is there, the browser drags what is seen. */
export function usePictureDrag(): (event: DragEvent, picture: Picture) => void {
  useEffect(() => preload(loadFill), []);
  return ({ dataTransfer }, picture) => fill?.(dataTransfer, picture);
}
