import type { Row } from './gallery-layout';

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
