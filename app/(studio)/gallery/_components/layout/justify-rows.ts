import type { Box, GalleryLayout, Row } from './gallery-layout';
import type { RowMeasure } from './row-measure';

export interface Space extends RowMeasure {
  width: number;
  /** Nothing comes after these pictures: the last row is shown as it is, at the row's height. */
  complete: boolean;
}

/**
 * Rows of equal height, filled to the width. A row ends where the next picture would not fit at `rowHeight`, and is then
 * enlarged: just what CSS does with `flex-wrap` and `flex-grow`, so that the server's HTML, which knows no width, has
 * the same places. A row depends on no later one, so pictures that are appended move nothing; a last row that is not
 * full waits for them unseen. Rows that are known already are taken over as they are, not calculated again.
 */
export function justifyRows(
  ratios: readonly number[],
  { width, rowHeight, gap, complete }: Space,
  known: GalleryLayout = { rows: [], boxes: [], height: 0 },
): GalleryLayout {
  const rows: Row[] = [...known.rows];
  const boxes: Box[] = [...known.boxes];
  let top = known.height;

  function place(first: number, end: number, height: number): void {
    if (rows.length > 0) top += gap;
    let left = 0;
    for (const ratio of ratios.slice(first, end)) {
      boxes.push({ left, top, width: ratio * height, height, row: rows.length });
      left += ratio * height + gap;
    }
    rows.push({ first, end, top, height });
    top += height;
  }

  let first = boxes.length;
  let sum = 0;
  for (let index = first; index < ratios.length; index++) {
    const ratio = ratios[index] ?? 1;
    const gaps = (index - first) * gap;
    if (index > first && (sum + ratio) * rowHeight + gaps > width) {
      place(first, index, (width - gaps + gap) / sum);
      first = index;
      sum = 0;
    }
    sum += ratio;
  }
  if (complete && first < ratios.length) place(first, ratios.length, Math.min(rowHeight, width / sum));
  return { rows, boxes, height: top };
}
