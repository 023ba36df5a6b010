import { mix } from '@/lib/providers/demo/colour';
import { drawBirds } from '@/lib/providers/demo/elements/draw-birds';
import { drawFog } from '@/lib/providers/demo/elements/draw-fog';
import { drawLighthouse } from '@/lib/providers/demo/elements/draw-lighthouse';
import { drawSky } from '@/lib/providers/demo/elements/draw-sky';
import { drawWater } from '@/lib/providers/demo/elements/draw-water';
import { makeNoise } from '@/lib/providers/demo/make-noise';
import type { Scene } from '@/lib/providers/demo/scene';
import { softLine } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

const LIGHTHOUSE_WORDS = new Set(['lighthouse', 'farol', 'farois', 'beacon']);
const BOAT_WORDS = new Set([
  'boat',
  'barco',
  'sail',
  'sailboat',
  'veleiro',
  'ship',
  'navio',
  'vela',
  'barcos',
  'boats',
]);
const FOG_WORDS = new Set(['fog', 'foggy', 'mist', 'misty', 'neblina', 'nevoa', 'nevoeiro', 'bruma', 'haze']);

/** Rock that rises out of the water at one side; returns its highest point. */
function drawHeadland(
  scene: Scene,
  side: 1 | -1,
  waterline: number,
  reach: number,
  rise: number,
  colour: string,
): Point {
  const { sketch, width, height, unit, random } = scene;
  const noise = makeNoise(random.fork(`headland ${Math.round(rise)}`), 5, 0.55);
  const start = side === 1 ? width : 0;
  const points: Point[] = [];
  for (let s = -0.05; s <= 1.02; s += 0.02) {
    const shoulder = Math.max(0, 1 - Math.max(0, s - 0.42) / 0.58) ** 0.7 * (0.82 + 0.18 * Math.cos(s * 5));
    const y = waterline - rise * shoulder * (1 + 0.16 * noise(s * 5)) + unit * 0.02 * Math.max(0, s) ** 2;
    points.push([start - side * reach * s, y]);
  }
  const foot = Math.min(height + 4, waterline + unit * 0.02 + rise * 0.25);
  const shade = sketch.vertical(waterline - rise, foot, [
    [0, mix(colour, scene.palette.sky[2], 0.16)],
    [0.5, colour],
    [1, mix(colour, scene.palette.near, 0.6)],
  ]);
  const shore: Point = [start, foot];
  sketch.path(`${softLine(points)}L${shore.join(' ')}Z`, shade);
  return points[Math.round(points.length * 0.36)] ?? [start, waterline - rise];
}

function drawBoat({ sketch, unit, palette, random }: Scene, [x, y]: Point): void {
  const size = unit * random.between(0.05, 0.085);
  const lean = size * random.between(-0.05, 0.05);
  const sail = mix(palette.sun, palette.accent, 0.15);
  sketch.path(
    `M${x} ${y - size * 0.16}L${x + lean} ${y - size}Q${x + size * 0.42} ${y - size * 0.45} ${x + size * 0.38} ${y - size * 0.18}Z`,
    sail,
  );
  sketch.path(
    `M${x - size * 0.04} ${y - size * 0.17}L${x + lean} ${y - size * 0.86}L${x - size * 0.3} ${y - size * 0.2}Z`,
    palette.accent,
  );
  sketch.path(
    `M${x - size * 0.42} ${y - size * 0.13}L${x + size * 0.48} ${y - size * 0.13}L${x + size * 0.34} ${y}L${x - size * 0.3} ${y}Z`,
    palette.near,
  );
  for (let line = 0; line < 7; line++) {
    const half = size * (0.36 - line * 0.035) * random.between(0.6, 1);
    sketch.ellipse(
      [x + size * 0.02, y + size * (0.04 + line * 0.07)],
      half,
      size * 0.012,
      line % 2 ? sail : palette.near,
      { opacity: 0.4 },
    );
  }
}

/** Water to the horizon; by its words with a lighthouse, a sail, or banks of fog. */
export function drawSea(scene: Scene): void {
  const { width, height, unit, palette, random, words } = scene;
  const said = (list: Set<string>) => words.some((word) => list.has(word));
  const horizon = height * random.between(0.54, 0.68);
  const lighthouse = said(LIGHTHOUSE_WORDS) || (!said(BOAT_WORDS) && random.chance(0.4));
  const side = random.chance(0.5) ? 1 : -1;
  const sunX = width * (0.5 - side * random.between(0.1, 0.28));
  const sun: Point = [sunX, horizon - unit * random.between(0.02, 0.26)];
  drawSky(scene, { horizon, sun, sunRadius: unit * random.between(0.045, 0.085) });
  if (random.chance(0.7)) drawBirds(scene, [width * 0.5 - side * unit * 0.08, horizon - unit * 0.32]);

  const pale = mix(palette.far, palette.sky[2], 0.4);
  drawHeadland(scene, side, horizon + 1, unit * random.between(0.9, 1.3), unit * 0.055, pale);
  if (random.chance(0.6))
    drawHeadland(
      scene,
      side === 1 ? -1 : 1,
      horizon + 1,
      unit * 0.5,
      unit * 0.035,
      mix(pale, palette.sky[2], 0.3),
    );
  drawWater(scene, horizon, sunX);
  const fog = mix(palette.sky[2], palette.sun, 0.4);
  const foggy = said(FOG_WORDS);
  drawFog(scene, horizon + unit * 0.01, unit * (foggy ? 0.075 : 0.03), fog, foggy ? 0.8 : 0.4);

  if (!lighthouse || said(BOAT_WORDS))
    drawBoat(scene, [sunX + unit * random.between(-0.12, 0.12), horizon + unit * random.between(0.06, 0.14)]);
  if (lighthouse) {
    const rise = unit * random.between(0.13, 0.2);
    const waterline = horizon + unit * random.between(0.13, 0.2);
    const rock = mix(palette.far, palette.near, 0.82);
    const top = drawHeadland(
      scene,
      side,
      Math.min(waterline, height * 0.9),
      Math.min(width * 0.66, unit * 0.85),
      rise,
      rock,
    );
    drawLighthouse(scene, [top[0], top[1] + unit * 0.012], unit * random.between(0.26, 0.34));
  }
  if (foggy || random.chance(0.35)) drawFog(scene, height * 0.9, unit * 0.07, fog, foggy ? 0.6 : 0.3);
}
