export interface RowMeasure {
  /** No row is lower than this. */
  rowHeight: number;
  gap: number;
}

/** The same as the style sheet's `gallery-rows`, by the list's width in px. */
export function rowMeasure(width: number): RowMeasure {
  if (width < 560) return { rowHeight: 116, gap: 4 };
  if (width < 1000) return { rowHeight: 164, gap: 6 };
  return { rowHeight: 184, gap: 8 };
}
