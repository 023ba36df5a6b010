import type { Box, GalleryLayout, Row, RowMeasure } from './gallery-layout';

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

interface Last {
  ids: readonly string[];
  ratios: readonly number[];
  space: Space;
  layout: GalleryLayout;
}

type LayOut = (ids: readonly string[], ratioOf: (id: string) => number, space: Space) => GalleryLayout;

/**
 * Justified rows of a list that mostly grows at its end: rows before the first difference from the last list are the very
 * same, with the very same boxes, so that no picture in them is rendered again and no list is too long to grow.
 */
export function growingLayout(): LayOut {
  let last: Last | undefined;
  return (ids, ratioOf, space) => {
    const common = last ? commonStart(ids, last.ids) : 0;
    const ratios = last ? last.ratios.slice(0, common) : [];
    for (const id of ids.slice(common)) ratios.push(ratioOf(id));
    const same = last?.space.width === space.width && last.space.rowHeight === space.rowHeight;
    const layout = justifyRows(ratios, space, last && same ? rowsBefore(last.layout, common) : undefined);
    last = { ids, ratios, space, layout };
    return layout;
  };
}

function commonStart(ids: readonly string[], others: readonly string[]): number {
  const most = Math.min(ids.length, others.length);
  let index = 0;
  while (index < most && ids[index] === others[index]) index++;
  return index;
}

/** A row ends because of the picture after it: it stays if that one does. */
function rowsBefore({ rows, boxes }: GalleryLayout, common: number): GalleryLayout {
  let count = rows.length;
  while (count > 0 && (rows[count - 1]?.end ?? 0) >= common) count--;
  const row = rows[count - 1];
  return {
    rows: rows.slice(0, count),
    boxes: boxes.slice(0, row?.end ?? 0),
    height: row ? row.top + row.height : 0,
  };
}
