import { mix } from './colour';
import { across, drawFog, drawSky, fir, rolling, type Scene } from './scenery';
import { landUnder, type Point } from './sketch';

/** A slope of firs in the colour of their distance. */
function drawSlope(scene: Scene, t: number, base: number) {
  const { sketch, width, height, palette, random } = scene;
  const slope = random.fork(`slope ${t}`);
  const hill = rolling(slope, 1.1);
  const ground = (x: number) => base - 16 * hill(x);
  const size = 9 + 22 * t ** 1.4;
  const colour = mix(palette.far, palette.near, t);
  const foot = mix(colour, palette.sky[2], 0.42 * (1 - t));
  const paint = sketch.vertical(base - size - 10, base + 25, [0, colour], [1, foot]);
  for (let x = -size * 0.2; x < width + size * 0.2; x += size * slope.between(0.1, 0.26))
    sketch.path(fir([x, ground(x) + size * 0.08], size * slope.between(0.55, 1.15), slope), paint);
  sketch.path(landUnder(across(scene, 1.667, ground), height + 2), paint);
}

/** Slopes of firs in the mist, one behind the other. */
export function drawForest(scene: Scene): void {
  const { width, height, palette, random } = scene;
  const sun: Point = [width * random.between(0.2, 0.8), height * random.between(0.14, 0.36)];
  drawSky(scene, height * 0.7, sun, random.between(5, 9));
  const fog = mix(palette.sky[2], palette.sun, 0.35);
  const [top, slopes] = [random.between(0.42, 0.6), random.int(4, 6)];
  for (let slope = 0; slope < slopes; slope++) {
    const t = slope / (slopes - 1);
    const base = height * (top + (0.98 - top) * t ** 1.1);
    drawSlope(scene, t, base);
    if (t < 1) drawFog(scene, base + height * 0.03, 7, fog, 0.5 * (1 - t * 0.6));
  }
}
