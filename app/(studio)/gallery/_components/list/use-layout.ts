'use client';

import { useMemo, useState } from 'react';
import { displayRatio } from '@/app/(studio)/gallery/_components/layout/display-ratio';
import type { GalleryLayout } from '@/app/(studio)/gallery/_components/layout/gallery-layout';
import { growingLayout } from '@/app/(studio)/gallery/_components/layout/growing-layout';
import { rowMeasure } from '@/app/(studio)/gallery/_components/layout/row-measure';
import { useGallery } from '@/components/gallery/use-gallery';

const NOTHING: readonly string[] = [];

/** Where each picture stands in a list of this width; nothing stands anywhere while the width is 0. */
export function useLayout(ids: readonly string[], width: number, complete: boolean): GalleryLayout {
  const { store } = useGallery();
  const [layOut] = useState(growingLayout);
  return useMemo(() => {
    const ratioOf = (id: string) => {
      const image = store.get(id)?.images[0];
      return image ? displayRatio(image) : 1;
    };
    return layOut(width > 0 ? ids : NOTHING, ratioOf, { width, complete, ...rowMeasure(width) });
  }, [ids, store, layOut, width, complete]);
}
