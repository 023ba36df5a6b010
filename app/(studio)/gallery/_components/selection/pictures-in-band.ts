import { findRow, type GalleryLayout } from '@/app/(studio)/gallery/_components/layout/gallery-layout';

export interface Point {
  x: number;
  y: number;
}

/** Indexes of the pictures that a rectangle between two points touches, also of those that are not in the page. */
export function picturesInBand({ rows, boxes }: GalleryLayout, from: Point, to: Point): number[] {
  const [left, right] = from.x < to.x ? [from.x, to.x] : [to.x, from.x];
  const [top, bottom] = from.y < to.y ? [from.y, to.y] : [to.y, from.y];
  const found: number[] = [];
  for (let index = Math.max(0, findRow(rows, top)); index < rows.length; index++) {
    const row = rows[index];
    if (!row || row.top > bottom) break;
    if (row.top + row.height < top) continue;
    for (let picture = row.first; picture < row.end; picture++) {
      const box = boxes[picture];
      if (box && box.left <= right && box.left + box.width >= left) found.push(picture);
    }
  }
  return found;
}
