import { mix } from './colour';
import { across, drawBirds, drawFog, drawSky, drawWater, fir, rolling, type Scene } from './scenery';
import { makeNoise } from './seeded-random';
import { landUnder, type Point, polygon } from './sketch';

const LAKE = /\b(lake|lago|river|rio|reflection|reflexo|fjord|fiorde)\b/;
const SNOW = /\b(snow|snowy|neve|winter|inverno|alps|alpes|glacier|geleira|ice)\b/;

function drawSnow({ sketch, palette, random }: Scene, ridge: readonly Point[], area: string) {
  const edge = makeNoise(random.fork('snow'), 3, 0.7);
  const crest = Math.min(...ridge.map(([, y]) => y));
  const depth = 9;
  const line = ridge.map(([x, y]): Point => {
    const hang = depth * (0.75 + 0.6 * edge(x * 0.26)) - (y - crest) * 0.55;
    return [x, y + Math.max(0, hang)];
  });
  const white = mix(palette.sun, '#ffffff', 0.45);
  sketch.group({ 'clip-path': sketch.clip(area), opacity: 0.8 }, () =>
    sketch.path(
      polygon(...ridge.map(([x, y]): Point => [x, y - 0.2]), ...line.reverse()),
      sketch.vertical(crest, crest + depth * 2.4, [0, white, 0.95], [1, white, 0.25]),
    ),
  );
}

function drawTrees({ sketch, random, palette }: Scene, ridge: readonly Point[], colour: string) {
  const trees = random.fork('trees');
  const cover = rolling(trees.fork('cover'), 2.4, 2);
  if (trees.chance(0.3)) return;
  for (const [x, y] of ridge) {
    if (!trees.chance(0.42) || cover(x) < 0) continue;
    const size = trees.between(2, 6) * (0.7 + cover(x));
    sketch.path(fir([x, y + 0.8], size, trees), mix(colour, palette.near, 0.8));
  }
}

/** Layer behind layer of hills or peaks, paler with distance, with fog between them, and before a lake if that is said. */
export function drawRidges(scene: Scene): void {
  const { sketch, width, height, palette, random } = scene;
  const snow = SNOW.test(scene.words.join(' ')) || random.chance(0.14);
  const lake = LAKE.test(scene.words.join(' '));
  const horizon = height * random.between(0.52, 0.66);
  const sun: Point = [width * random.between(0.2, 0.8), horizon - random.between(12, 34)];
  drawSky(scene, horizon, sun, random.between(4.5, 10), random.chance(0.6));
  if (random.chance(0.5)) drawBirds(scene, [width * random.between(0.2, 0.8), sun[1] - 12]);

  const layers = random.int(5, 7);
  // Not between: about 0.45 the two shapes cancel out and every hill gets a flat top.
  const sharpness = snow || random.chance(0.3) ? random.between(0.85, 1) : random.between(0, 0.15);
  const floor = height * (lake ? 0.8 : 0.97);
  const fog = mix(palette.sky[2], palette.sun, 0.3);
  for (let layer = 0; layer < layers; layer++) {
    const t = layer / (layers - 1);
    const stream = random.fork(`ridge ${layer}`);
    const noise = makeNoise(stream, layer === 0 ? 4 : 5, 0.42);
    const shore = lake && t === 1;
    const base = shore ? height * 0.985 : horizon + (floor - horizon) * t ** 1.15;
    if (shore) drawWater(scene, height * 0.78, sun[0], 0.7);
    const amplitude = (shore ? 9 : 36 - 14 * t) * stream.between(0.85, 1.2);
    const ridge = across(scene, 0.526, (x) => {
      const n = noise(x * (0.025 - 0.008 * t) + layer * 11);
      const peak = 1 - Math.abs(n) * 2.1;
      return base - amplitude * (n * (1 - sharpness) + peak * 0.55 * sharpness);
    });
    const colour = mix(palette.far, palette.near, t ** 0.95);
    const [area, crest] = [landUnder(ridge, height + 2), Math.min(...ridge.map(([, y]) => y))];
    const foot = mix(colour, fog, 0.34 * (1 - t));
    sketch.path(area, sketch.vertical(crest, base + 22, [0, colour], [1, foot]));
    if (snow && layer < 2) drawSnow(scene, ridge, area);
    if (t === 1 && !lake) drawTrees(scene, ridge, colour);
    else if (layer < layers - 2) drawFog(scene, base + 7.5, 5, fog, 0.34 * (1 - t));
  }
}
