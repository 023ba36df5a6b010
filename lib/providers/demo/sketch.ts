export type Point = readonly [x: number, y: number];
type Stop = readonly [offset: number, colour: string, opacity?: number];
type Attributes = Readonly<Record<string, string | number>>;

const short = (value: number) => String(Math.round(value * 1000) / 1000);
const at = ([x, y]: Point) => `${short(x)} ${short(y)}`;

/** An area with straight edges. */
export const polygon = (...corners: Point[]) => `M${corners.map(at).join('L')}Z`;

/** A soft line through the points: quadratic curves from middle to middle. */
export function softLine(points: readonly Point[]): string {
  const [first = [0, 0] as const, ...rest] = points;
  const curves = rest.map((point, index) => {
    const next = rest[index + 1];
    return next
      ? `Q${at(point)} ${at([(point[0] + next[0]) / 2, (point[1] + next[1]) / 2])}`
      : `L${at(point)}`;
  });
  return `M${at(first)}${curves.join('')}`;
}

/** The area between a soft line from left to right and `floor`. */
export const landUnder = (line: readonly Point[], floor: number) =>
  `${softLine(line)}V${short(floor)}H${short(line[0]?.[0] ?? 0)}Z`;

/** A transform that puts things drawn about 0,0 to a point: `size` is what 100 units become there. */
export const placed = (to: Point, size = 100, degrees = 0) =>
  `translate(${at(to)}) rotate(${short(degrees)}) scale(${(size / 100).toFixed(4)})`;

const written = (values: Attributes) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? short(value) : value}"`)
    .join('');

/** An SVG in the making. Paints are values for `fill`, `stroke`, `filter` and `clip-path`. */
export class Sketch {
  readonly #definitions: string[] = [];
  readonly #body: string[] = [];
  readonly #soft = new Map<string, string>();

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  #define(tag: string, values: Attributes, content: string): string {
    const id = `d${this.#definitions.length}`;
    this.#definitions.push(`<${tag}${written({ id, ...values })}>${content}</${tag}>`);
    return `url(#${id})`;
  }

  #gradient(tag: string, values: Attributes, stops: readonly Stop[]): string {
    const list = stops.map(([offset, colour, opacity = 1]) =>
      written({ offset, 'stop-color': colour, 'stop-opacity': opacity }),
    );
    return this.#define(tag, values, list.map((stop) => `<stop${stop}/>`).join(''));
  }

  linear([x1, y1]: Point, [x2, y2]: Point, ...stops: Stop[]): string {
    return this.#gradient('linearGradient', { x1, y1, x2, y2, gradientUnits: 'userSpaceOnUse' }, stops);
  }

  vertical(top: number, bottom: number, ...stops: Stop[]): string {
    return this.linear([0, top], [0, bottom], ...stops);
  }

  radial([cx, cy]: Point, r: number, ...stops: Stop[]): string {
    return this.#gradient('radialGradient', { cx, cy, r, gradientUnits: 'userSpaceOnUse' }, stops);
  }

  /** A paint that fades to nothing at the edge of what it fills: fog, cloud and gas at a tenth of the cost of a blur. */
  soft(colour: string): string {
    const fade = [1, 0.78, 0.32, 0.08, 0].map(
      (opacity, at): Stop => [[0, 0.3, 0.6, 0.82, 1][at] ?? 1, colour, opacity],
    );
    const paint = this.#soft.get(colour) ?? this.#gradient('radialGradient', {}, fade);
    this.#soft.set(colour, paint);
    return paint;
  }

  blur(deviation: number, horizontal = deviation): string {
    const area = {
      x: '-60%',
      y: '-60%',
      width: '220%',
      height: '220%',
      'color-interpolation-filters': 'sRGB',
    };
    const value = written({ stdDeviation: `${short(horizontal)} ${short(deviation)}` });
    return this.#define('filter', area, `<feGaussianBlur${value}/>`);
  }

  clip(d: string): string {
    return this.#define('clipPath', {}, `<path${written({ d })}/>`);
  }

  #add(tag: string, values: Attributes): void {
    this.#body.push(`<${tag}${written(values)}/>`);
  }

  fill(paint: string): void {
    this.rect(0, 0, this.width, this.height, paint);
  }

  rect(x: number, y: number, width: number, height: number, fill: string, values: Attributes = {}): void {
    this.#add('rect', { x, y, width, height, fill, ...values });
  }

  circle([cx, cy]: Point, r: number, fill: string, values: Attributes = {}): void {
    this.#add('circle', { cx, cy, r, fill, ...values });
  }

  ellipse([cx, cy]: Point, rx: number, ry: number, fill: string, values: Attributes = {}): void {
    this.#add('ellipse', { cx, cy, rx, ry, fill, ...values });
  }

  path(d: string, fill: string, values: Attributes = {}): void {
    this.#add('path', { d, fill, ...values });
  }

  stroke(d: string, stroke: string, width: number, values: Attributes = {}): void {
    const round = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
    this.#add('path', { d, fill: 'none', stroke, 'stroke-width': width, ...round, ...values });
  }

  group(values: Attributes, draw: () => void): void {
    this.#body.push(`<g${written(values)}>`);
    draw();
    this.#body.push('</g>');
  }

  toSvg(width: number, height: number): string {
    const box = written({ width, height, viewBox: `0 0 ${this.width} ${this.height}` });
    const definitions = `<defs>${this.#definitions.join('')}</defs>`;
    return `<svg xmlns="http://www.w3.org/2000/svg"${box}>${definitions}${this.#body.join('')}</svg>`;
  }
}
