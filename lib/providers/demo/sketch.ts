export type Point = readonly [x: number, y: number];
export type Stop = readonly [offset: number, colour: string, opacity?: number];
type Attributes = Record<string, string | number | undefined>;

const number = (value: number) => String(Math.round(value * 100) / 100);

function attributes(values: Attributes): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : value}"`)
    .join('');
}

const stops = (list: readonly Stop[]) =>
  list
    .map(
      ([offset, colour, opacity]) =>
        `<stop${attributes({ offset, 'stop-color': colour, 'stop-opacity': opacity })}/>`,
    )
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

  #define(markup: (id: string) => string): string {
    const id = `d${this.#definitions.length}`;
    this.#definitions.push(markup(id));
    return `url(#${id})`;
  }

  /** Runs from one point to the other, in user units. */
  linear(from: Point, to: Point, list: readonly Stop[]): string {
    const line = { x1: from[0], y1: from[1], x2: to[0], y2: to[1], gradientUnits: 'userSpaceOnUse' };
    return this.#define(
      (id) => `<linearGradient id="${id}"${attributes(line)}>${stops(list)}</linearGradient>`,
    );
  }

  vertical(top: number, bottom: number, list: readonly Stop[]): string {
    return this.linear([0, top], [0, bottom], list);
  }

  radial(centre: Point, radius: number, list: readonly Stop[]): string {
    const circle = { cx: centre[0], cy: centre[1], r: radius, gradientUnits: 'userSpaceOnUse' };
    return this.#define(
      (id) => `<radialGradient id="${id}"${attributes(circle)}>${stops(list)}</radialGradient>`,
    );
  }

  /** A paint that fades to nothing at the edge of what it fills: fog, cloud and gas at a tenth of the cost of a blur. */
  soft(colour: string): string {
    const known = this.#soft.get(colour);
    if (known) return known;
    const fade = stops([
      [0, colour, 1],
      [0.3, colour, 0.78],
      [0.6, colour, 0.32],
      [0.82, colour, 0.08],
      [1, colour, 0],
    ]);
    const paint = this.#define((id) => `<radialGradient id="${id}">${fade}</radialGradient>`);
    this.#soft.set(colour, paint);
    return paint;
  }

  blur(deviation: number, horizontal = deviation): string {
    const area = 'x="-60%" y="-60%" width="220%" height="220%" color-interpolation-filters="sRGB"';
    const value = `${number(horizontal)} ${number(deviation)}`;
    return this.#define(
      (id) => `<filter id="${id}" ${area}><feGaussianBlur stdDeviation="${value}"/></filter>`,
    );
  }

  clip(d: string): string {
    return this.#define((id) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`);
  }

  #add(tag: string, values: Attributes): void {
    this.#body.push(`<${tag}${attributes(values)}/>`);
  }

  fill(paint: string, values: Attributes = {}): void {
    this.rect(0, 0, this.width, this.height, paint, values);
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
    this.#add('path', {
      d,
      fill: 'none',
      stroke,
      'stroke-width': width,
      'stroke-linecap': 'round',
      ...values,
    });
  }

  group(values: Attributes, draw: () => void): void {
    this.#body.push(`<g${attributes(values)}>`);
    draw();
    this.#body.push('</g>');
  }

  toSvg(pixelWidth: number, pixelHeight: number): string {
    const size = `width="${pixelWidth}" height="${pixelHeight}" viewBox="0 0 ${this.width} ${this.height}"`;
    const definitions = `<defs>${this.#definitions.join('')}</defs>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${definitions}${this.#body.join('')}</svg>`;
  }
}
