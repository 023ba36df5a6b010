import { findRow, type GalleryLayout, type Row } from './gallery-layout';

export type FocusMove = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'pageUp' | 'pageDown';

/** Index of the picture that has the focus after this move; the same where there is no way on. */
export function moveFocus(layout: GalleryLayout, from: number, move: FocusMove, page: number): number {
  const last = layout.boxes.length - 1;
  const box = layout.boxes[from];
  if (!box) return Math.max(0, Math.min(from, last));
  if (move === 'home') return 0;
  if (move === 'end') return last;
  if (move === 'left') return Math.max(0, from - 1);
  if (move === 'right') return Math.min(last, from + 1);
  const step = { up: -1, down: 1 };
  const target =
    move === 'up' || move === 'down'
      ? box.row + step[move]
      : pageRow(layout.rows, box.row, move === 'pageUp' ? -page : page);
  const row = layout.rows[target];
  return row ? nearest(layout, row, box.left + box.width / 2) : from;
}

/** At least one row further, so that a page lower than a row moves too. */
function pageRow(rows: readonly Row[], from: number, distance: number): number {
  const found = findRow(rows, (rows[from]?.top ?? 0) + distance);
  const next = from + Math.sign(distance);
  return Math.max(0, Math.min(rows.length - 1, distance < 0 ? Math.min(found, next) : Math.max(found, next)));
}

function nearest({ boxes }: GalleryLayout, row: Row, x: number): number {
  let best = row.first;
  let distance = Number.POSITIVE_INFINITY;
  for (let index = row.first; index < row.end; index++) {
    const box = boxes[index];
    if (!box) continue;
    const away = Math.abs(box.left + box.width / 2 - x);
    if (away < distance) [best, distance] = [index, away];
  }
  return best;
}
