import type { PictureSize } from '@/lib/picture-size';

/** Where a picture stands, in px from the list's left top corner. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Index of its row. */
  row: number;
}

/** Pictures `first` to `end`, without the last one, side by side. */
export interface Row {
  first: number;
  end: number;
  top: number;
  height: number;
}

export interface GalleryLayout {
  boxes: readonly Box[];
  rows: readonly Row[];
  height: number;
}

export interface RowMeasure {
  /** No row is lower than this. */
  rowHeight: number;
  gap: number;
}

/** The same as the style sheet's `gallery-rows`, by the list's width in px. */
export function rowMeasure(width: number, size: PictureSize): RowMeasure {
  const zoom = ZOOM[size];
  if (width < 560) return { rowHeight: 116 * zoom, gap: 4 };
  if (width < 1000) return { rowHeight: 164 * zoom, gap: 6 };
  return { rowHeight: 184 * zoom, gap: 8 };
}

/** The style sheet's `--picture-zoom`. */
const ZOOM: Readonly<Record<PictureSize, number>> = { 1: 0.6, 2: 0.8, 3: 1, 4: 1.35, 5: 1.8 };

const NARROWEST = 0.4;
const WIDEST = 5;

/** Width by height of a picture's place in the list: strips of 1:8 or 8:1 are whole in wider ones, or they would be threads. */
export function displayRatio({ width, height }: { width: number; height: number }): number {
  return Math.min(WIDEST, Math.max(NARROWEST, width / height));
}

/** Index of the row at this height: the last one that begins above it, or the first. -1 without rows. */
export function findRow(rows: readonly Row[], y: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return high;
}
