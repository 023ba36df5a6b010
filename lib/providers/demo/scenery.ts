import { mix } from './colour';
import type { Palette } from './palettes';
import { makeNoise, type SeededRandom } from './seeded-random';
import { type Point, polygon, type Sketch } from './sketch';

/** What a subject has to draw with. */
export interface Scene {
  sketch: Sketch;
  /** 100 is near the shorter side, yet not so near that a banner is full of small things: a sun is a sun in it too. */
  width: number;
  height: number;
  palette: Palette;
  random: SeededRandom;
  words: readonly string[];
}

/** A line through the picture, from a little before its left edge to a little behind the right one. */
export function across({ width }: Scene, step: number, height: (x: number) => number): Point[] {
  const points: Point[] = [];
  for (let x = -3; x < width + 3 + step; x += step) points.push([x, height(x)]);
  return points;
}

function drawStars({ sketch, width, random, palette }: Scene, horizon: number): void {
  const stars = random.fork('stars');
  for (let left = width * horizon * 0.022; left > 0; left--) {
    const depth = stars.next() ** 1.6;
    const radius = stars.between(0.06, 0.21) * (stars.chance(0.04) ? 1.8 : 1);
    const opacity = (1 - depth) * stars.between(0.25, 0.95);
    sketch.circle([stars.between(0, width), depth * horizon], radius, palette.sun, { opacity });
  }
}

function drawClouds({ sketch, width, random, palette }: Scene, horizon: number): void {
  const clouds = random.fork('clouds');
  const paint = sketch.soft(mix(palette.sky[2], palette.sun, palette.light === 'night' ? 0.1 : 0.45));
  sketch.group({ filter: sketch.blur(0.7, 3), opacity: clouds.between(0.25, 0.55) }, () => {
    for (let bank = clouds.int(2, 4); bank > 0; bank--) {
      const [x, y] = [clouds.between(0, width), horizon * clouds.between(0.12, 0.8)];
      for (let streak = clouds.int(4, 8); streak > 0; streak--) {
        const centre: Point = [x + clouds.between(-40, 40), y + clouds.between(-2.8, 2.8)];
        const [length, thickness] = [clouds.between(14, 42), clouds.between(0.8, 2.6)];
        sketch.ellipse(centre, length, thickness, paint, { opacity: clouds.between(0.4, 1) });
      }
    }
  });
}

/** A sky down to the horizon with its light: gradient, stars at night, glow, streaks of cloud, disc. */
export function drawSky(scene: Scene, horizon: number, sun: Point, radius: number, clouds = true): void {
  const { sketch, palette } = scene;
  const [top, middle, low] = palette.sky;
  const night = palette.light === 'night';
  sketch.fill(sketch.vertical(0, horizon, [0, top], [0.3, mix(top, middle, 0.55)], [0.62, middle], [1, low]));
  if (night) drawStars(scene, horizon);
  const glow = night ? 0.4 : 0.75;
  const edge = mix(palette.sun, low, 0.35);
  sketch.fill(sketch.radial(sun, 85, [0, palette.sun, glow], [0.3, edge, glow * 0.4], [1, low, 0]));
  if (clouds) drawClouds(scene, horizon);
  const disc = sketch.vertical(sun[1] - radius, sun[1] + radius, [0.35, palette.sun], [1, edge]);
  sketch.circle(sun, radius, disc);
}

/** A bank of fog: long soft streaks about a height. */
export function drawFog(scene: Scene, y: number, thickness: number, colour: string, opacity: number): void {
  const { sketch, width, random } = scene;
  const fog = random.fork(`fog ${Math.round(y)}`);
  const count = Math.ceil(width * 0.09);
  sketch.group({ opacity }, () => {
    for (let index = 0; index < count; index++) {
      const x = (index / (count - 1)) * width + fog.between(-12, 12);
      const centre: Point = [x, y + thickness * fog.between(-0.5, 0.5)];
      const [length, thick] = [fog.between(24, 52), thickness * fog.between(0.7, 1.5)];
      sketch.ellipse(centre, length, thick, sketch.soft(colour), { opacity: fog.between(0.4, 0.9) });
    }
  });
}

/** Water from a height to the lower edge, with the light of the sun broken up on it. */
export function drawWater(scene: Scene, top: number, sunX: number, strength = 1): void {
  const { sketch, width, height, palette, random } = scene;
  const [depth, [, middle, low]] = [height - top, palette.sky];
  const [far, between] = [mix(low, palette.far, 0.35), mix(palette.far, middle, 0.45)];
  const deep = mix(palette.near, middle, 0.22);
  sketch.rect(0, top, width, depth, sketch.vertical(top, height, [0, far], [0.18, between], [1, deep]));
  const waves = random.fork('waves');
  const crest = mix(low, palette.sun, 0.25);
  for (let left = 70 + width * 0.8; left > 0; left--) {
    const near = waves.next() ** 1.5;
    const at: Point = [waves.between(0, width), top + near * depth];
    const length = 1.2 + near * waves.between(4, 22);
    const paint = waves.chance(0.55) ? crest : palette.near;
    sketch.ellipse(at, length, 0.06 + near * 0.28, paint, { opacity: waves.between(0.05, 0.2) });
  }
  for (let left = 150; left > 0; left--) {
    const near = waves.next() ** 1.35;
    const x = sunX + (1.8 + near * 13) * (waves.next() + waves.next() - 1) * 1.5;
    const length = 0.6 + near * waves.between(0.8, 5);
    const opacity = strength * (1 - near * 0.72) * waves.between(0.3, 0.95);
    sketch.ellipse([x, top + near * depth], length, 0.08 + near * 0.26, palette.sun, { opacity });
  }
}

/** A few birds far away, in loose formation about a point. */
export function drawBirds({ sketch, random, palette }: Scene, [x, y]: Point): void {
  const birds = random.fork('birds');
  for (let left = birds.int(3, 7); left > 0; left--) {
    const wing = birds.between(0.6, 1.3);
    const lift = wing * birds.between(0.25, 0.7);
    const from = `M${x + birds.between(-13, 13)} ${y + birds.between(-6, 6)}`;
    const wings = `q${wing * 0.62} ${-lift * 0.2} ${wing} ${lift}q${wing * 0.38} ${-lift * 1.2} ${wing} ${-lift}`;
    sketch.stroke(from + wings, palette.near, 0.18, { opacity: 0.75 });
  }
}

/** The outline of a fir standing at a point. */
export function fir([x, y]: Point, height: number, random: SeededRandom): string {
  const [tiers, spread, trunk] = [random.int(7, 11), height * random.between(0.17, 0.24), height * 0.014];
  const side = (way: number) =>
    Array.from({ length: tiers }, (_, tier): Point[] => {
      const t = (tier + 1) / tiers;
      const reach = way * spread * t ** 0.85 * random.between(0.78, 1.12);
      const down = y - height * (1 - t * 0.93);
      return [
        [x + reach, down + height * 0.012],
        [x + reach * 0.46, down - height * 0.008],
      ];
    }).flat();
  return polygon([x, y - height], ...side(1), [x + trunk, y], [x - trunk, y], ...side(-1).reverse());
}

/** Heights of rolling land about 0, between −1 and 1 or so, `fine` of its waves to 100 units. */
export function rolling(random: SeededRandom, fine: number, octaves = 3): (x: number) => number {
  const noise = makeNoise(random, octaves);
  return (x) => noise(x * fine * 0.01);
}
