'use client';

import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import {
  displayRatio,
  type GalleryLayout,
  rowMeasure,
} from '@/app/(studio)/gallery/_components/layout/gallery-layout';
import { growingLayout } from '@/app/(studio)/gallery/_components/layout/justify-rows';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { usePictureSize } from '@/components/pictures/picture-size';

const NOTHING: readonly string[] = [];

/** Where each picture stands in a list of this width; nothing stands anywhere while the width is 0. */
export function useLayout(ids: readonly string[], width: number, complete: boolean): GalleryLayout {
  const { store } = usePictureTasks();
  const size = usePictureSize();
  const [layOut] = useState(growingLayout);
  return useMemo(() => {
    const ratioOf = (id: string) => {
      const image = store.picture(id)?.images[0];
      return image ? displayRatio(image) : 1;
    };
    return layOut(width > 0 ? ids : NOTHING, ratioOf, { width, complete, ...rowMeasure(width, size) });
  }, [ids, store, layOut, width, complete, size]);
}

/** The element's width in px, kept current; 0 in the server's HTML and until it has been measured. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.getBoundingClientRect().width);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
