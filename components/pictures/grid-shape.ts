/** Width divided by height of an aspect ratio like "16:9". */
export function ratio(aspectRatio: string): number {
  const [width, height] = aspectRatio.split(':').map(Number);
  return width && height ? width / height : 1;
}

export interface GridShape {
  /** Width divided by height of every card: the picture's own. */
  box: number;
  /** How many columns of the feed a card takes: a strip needs height for what is written on it. */
  span: 1 | 2 | 4;
  /** In a narrow window a card takes the whole width: a wide one has no room for words beside another. */
  wide: boolean;
  /** In a narrow window the first card takes the whole width. */
  leads: boolean;
}

const WIDE = 1.3;
const PANORAMA = 2.5;
const STRIP = 6;

/** How the cards of a batch stand, known from the first frame by what was asked for. */
export function gridShape(aspectRatio: string, count: number): GridShape {
  const box = ratio(aspectRatio);
  const span = box >= STRIP ? 4 : box >= PANORAMA ? 2 : 1;
  return { box, span, wide: box >= WIDE, leads: count % 2 === 1 && box > 0.7 };
}
