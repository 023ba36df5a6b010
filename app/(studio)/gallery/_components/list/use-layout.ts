'use client';

import { useMemo } from 'react';
import { displayRatio } from '@/app/(studio)/gallery/_components/layout/display-ratio';
import type { GalleryLayout } from '@/app/(studio)/gallery/_components/layout/gallery-layout';
import { justifyRows } from '@/app/(studio)/gallery/_components/layout/justify-rows';
import { rowMeasure } from '@/app/(studio)/gallery/_components/layout/row-measure';
import { useGallery } from '@/components/gallery/use-gallery';

/** Where each picture stands in a list of this width; nothing stands anywhere while the width is 0. */
export function useLayout(ids: readonly string[], width: number, complete: boolean): GalleryLayout {
  const { store } = useGallery();
  const ratios = useMemo(
    () =>
      ids.map((id) => {
        const image = store.get(id)?.images[0];
        return image ? displayRatio(image) : 1;
      }),
    [ids, store],
  );
  return useMemo(
    () => justifyRows(width > 0 ? ratios : [], { width, complete, ...rowMeasure(width) }),
    [ratios, width, complete],
  );
}
