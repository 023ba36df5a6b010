const NARROWEST = 0.6;
const WIDEST = 3;

/** Width by height of a picture in the list: strips of 1:8 or 8:1 are shown cropped, or they would be threads. */
export function displayRatio({ width, height }: { width: number; height: number }): number {
  return Math.min(WIDEST, Math.max(NARROWEST, width / height));
}
