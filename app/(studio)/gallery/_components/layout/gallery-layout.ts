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
