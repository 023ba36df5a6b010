import type { GalleryLayout } from './gallery-layout';
import { justifyRows, type Space } from './justify-rows';

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
