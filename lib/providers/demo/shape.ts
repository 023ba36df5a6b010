import type { Point } from './sketch';

const at = ([x, y]: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Straight lines through the points; end it with `closed` for an area. */
export function polyline(points: readonly Point[], closed = false): string {
  return `M${points.map(at).join('L')}${closed ? 'Z' : ''}`;
}

/** A soft line through the points: quadratic curves from middle to middle. */
export function softLine(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const curves = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    return `Q${at(point)} ${at([(point[0] + next[0]) / 2, (point[1] + next[1]) / 2])}`;
  });
  return `M${at(first)}${curves.join('')}L${at(last)}`;
}

/** The area between a soft line and `floor`. */
export function landUnder(points: readonly Point[], floor: number): string {
  const first = points[0];
  const last = points.at(-1);
  return first && last ? `${softLine(points)}L${at([last[0], floor])}L${at([first[0], floor])}Z` : '';
}
