import { mix } from '@/lib/providers/demo/colour';
import { conifer } from '@/lib/providers/demo/elements/conifer';
import { drawBirds } from '@/lib/providers/demo/elements/draw-birds';
import { drawFog } from '@/lib/providers/demo/elements/draw-fog';
import { drawSky } from '@/lib/providers/demo/elements/draw-sky';
import { drawWater } from '@/lib/providers/demo/elements/draw-water';
import { makeNoise } from '@/lib/providers/demo/make-noise';
import type { Scene } from '@/lib/providers/demo/scene';
import { landUnder, polyline } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

const LAKE_WORDS = new Set(['lake', 'lago', 'river', 'rio', 'reflection', 'reflexo', 'fjord', 'fiorde']);
const SNOW_WORDS = new Set([
  'snow',
  'neve',
  'snowy',
  'winter',
  'inverno',
  'alps',
  'alpes',
  'glacier',
  'geleira',
  'ice',
]);

function drawSnow(scene: Scene, ridge: readonly Point[], area: string, depth: number): void {
  const { sketch, unit, palette, height } = scene;
  const edge = makeNoise(scene.random.fork('snow'), 3, 0.7);
  const crest = Math.min(...ridge.map(([, y]) => y));
  const line = ridge.map(([x, y]): Point => {
    const hang = depth * (0.75 + 0.6 * edge((x / unit) * 26)) - (y - crest) * 0.55;
    return [x, y + Math.max(0, hang)];
  });
  const white = mix(palette.sun, '#ffffff', 0.45);
  sketch.group({ 'clip-path': sketch.clip(area), opacity: 0.8 }, () => {
    sketch.path(
      polyline([...ridge.map(([x, y]): Point => [x, y - 2]), ...line.reverse()], true),
      sketch.vertical(crest, crest + Math.min(height, depth * 2.4), [
        [0, white, 0.95],
        [1, white, 0.25],
      ]),
    );
  });
}

/** Layer behind layer of hills or peaks, paler with distance, with fog between them. */
export function drawRidges(scene: Scene): void {
  const { sketch, width, height, unit, palette, random, words } = scene;
  const horizon = height * random.between(0.52, 0.66);
  const snow = words.some((word) => SNOW_WORDS.has(word)) || random.chance(0.14);
  const lake = words.some((word) => LAKE_WORDS.has(word));
  const sunRadius = unit * random.between(0.045, 0.1);
  const sun: Point = [width * random.between(0.2, 0.8), horizon - unit * random.between(0.12, 0.34)];
  drawSky(scene, { horizon, sun, sunRadius, clouds: random.chance(0.6) });
  if (random.chance(0.5)) drawBirds(scene, [width * random.between(0.2, 0.8), sun[1] - unit * 0.12]);

  const layers = random.int(5, 7);
  // Not between: about 0.45 the two shapes cancel out and every hill gets a flat top.
  const sharpness = snow || random.chance(0.3) ? random.between(0.85, 1) : random.between(0, 0.15);
  const floor = lake ? height * 0.8 : height * 0.97;
  const fogColour = mix(palette.sky[2], palette.sun, 0.3);
  const step = unit / 190;
  for (let layer = 0; layer < layers; layer++) {
    const t = layer / (layers - 1);
    const stream = random.fork(`ridge ${layer}`);
    const noise = makeNoise(stream, layer === 0 ? 4 : 5, 0.42);
    const shore = lake && layer === layers - 1;
    const base = shore ? height * 0.985 : horizon + (floor - horizon) * t ** 1.15;
    if (shore) drawWater(scene, height * 0.78, sun[0], 0.7);
    const amplitude = unit * (shore ? 0.09 : 0.36 - 0.14 * t) * stream.between(0.85, 1.2);
    const wave = (2.5 - 0.8 * t) / unit;
    const points: Point[] = [];
    for (let x = -step; x <= width + 2 * step; x += step) {
      const n = noise(x * wave + layer * 11);
      const peak = 1 - Math.abs(n) * 2.1;
      points.push([x, base - amplitude * (n * (1 - sharpness) + peak * 0.55 * sharpness)]);
    }
    const colour = mix(palette.far, palette.near, t ** 0.95);
    const crest = Math.min(...points.map(([, y]) => y));
    const area = landUnder(points, height + 2);
    const foot = mix(colour, fogColour, 0.34 * (1 - t));
    sketch.path(
      area,
      sketch.vertical(crest, base + unit * 0.22, [
        [0, mix(colour, palette.near, 0.06)],
        [1, foot],
      ]),
    );
    if (snow && layer < 2) drawSnow(scene, points, area, unit * 0.09);
    if (layer === layers - 1 && !lake) drawTrees(scene, points, colour);
    else if (layer < layers - 2) drawFog(scene, base + unit * 0.075, unit * 0.05, fogColour, 0.34 * (1 - t));
  }
}

function drawTrees(scene: Scene, ridge: readonly Point[], colour: string): void {
  const { sketch, unit, random, palette } = scene;
  const trees = random.fork('trees');
  const cover = makeNoise(trees.fork('cover'), 2);
  if (trees.chance(0.3)) return;
  for (const [x, y] of ridge) {
    if (!trees.chance(0.42) || cover((x / unit) * 2.4) < 0) continue;
    const size = unit * trees.between(0.02, 0.06) * (0.7 + cover((x / unit) * 2.4));
    sketch.path(conifer([x, y + unit * 0.008], size, trees), mix(colour, palette.near, 0.8));
  }
}
