/** Width divided by height of an aspect ratio like "16:9". */
export function ratio(aspectRatio: string): number {
  const [width, height] = aspectRatio.split(':').map(Number);
  return width && height ? width / height : 1;
}

interface GridShape {
  /** Width divided by height of every box. */
  box: number;
  /** The picture's own shape is more extreme than its box: it is shown whole inside. */
  contained: boolean;
  /** Boxes beside each other where there is room; narrow windows have two. */
  columns: 2 | 3 | 4;
  /** On narrow windows the first box takes the whole width. */
  leads: boolean;
}

const WIDE = 1.3;
const PANORAMA = 2.5;
const TALLEST_BOX = 0.5;
const WIDEST_BOX = 4;

/** How the cards of a batch stand, known from the first frame by what was asked for. */
export function gridShape(aspectRatio: string, count: number): GridShape {
  const shape = ratio(aspectRatio);
  const box = Math.min(WIDEST_BOX, Math.max(TALLEST_BOX, shape));
  const odd = count % 2 === 1;
  if (shape >= PANORAMA) return { box, contained: box !== shape, columns: 2, leads: odd };
  // Four wide ones stay in one row, a little smaller, instead of leaving one alone in the next.
  if (shape >= WIDE) return { box, contained: false, columns: count === 4 ? 4 : 3, leads: odd };
  return { box, contained: box !== shape, columns: 4, leads: odd && shape > 0.7 };
}
