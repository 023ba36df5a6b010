/** Colours are mixed in OKLab, where halfway between two colours looks like halfway. */
type Lab = readonly [lightness: number, a: number, b: number];

const within = (value: number) => Math.min(1, Math.max(0, value));
const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number) =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;

function toLab(hex: string): Lab {
  const channel = (at: number) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  return [
    lightness,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toHex([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  const bytes = [red, green, blue].map((value) => Math.round(fromLinear(within(value)) * 255));
  return `#${Buffer.from(bytes).toString('hex')}`;
}

/** `amount` 0 is the first colour, 1 the second. */
export function mix(first: string, second: string, amount: number): string {
  const [from, to] = [toLab(first), toLab(second)];
  const between = (at: 0 | 1 | 2) => from[at] + (to[at] - from[at]) * amount;
  return toHex([between(0), between(1), between(2)]);
}

/** Turned by degrees round the colour wheel; `chroma` is a factor, 0 is grey; `lightness` is added, −1 to 1. */
export function adjust(colour: string, { hue = 0, chroma = 1, lightness = 0 }): string {
  const [l, a, b] = toLab(colour);
  const [sin, cos] = [Math.sin((hue * Math.PI) / 180), Math.cos((hue * Math.PI) / 180)];
  return toHex([within(l + lightness), (a * cos - b * sin) * chroma, (a * sin + b * cos) * chroma]);
}
