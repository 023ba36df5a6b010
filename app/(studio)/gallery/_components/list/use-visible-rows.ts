'use client';

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import type { GalleryLayout } from '@/app/(studio)/gallery/_components/layout/gallery-layout';

/** So many rows more than are seen, above and below: enough for a fast wheel, and few elements. */
const OVERSCAN = 4;

/**
 * Indexes of the rows that are to be in the page: those in the window, some around them, and the one that has the focus.
 * Null until the window has been measured.
 */
export function useVisibleRows(
  list: RefObject<HTMLElement | null>,
  { rows }: GalleryLayout,
  gap: number,
  focusedRow: number,
): readonly number[] | null {
  const [scrollMargin, setScrollMargin] = useState(0);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const visible = defaultRangeExtractor(range);
      if (visible.includes(focusedRow) || !rows[focusedRow]) return visible;
      return [...visible, focusedRow].sort((a, b) => a - b);
    },
    [rows, focusedRow],
  );
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => rows[index]?.height ?? 0,
    gap,
    overscan: OVERSCAN,
    scrollMargin,
    rangeExtractor,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are read again when there are other rows
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(top + window.scrollY);
    virtualizer.measure();
  }, [virtualizer, list, rows]);

  const items = virtualizer.getVirtualItems();
  return items.length > 0 || rows.length === 0 ? items.map((item) => item.index) : null;
}
