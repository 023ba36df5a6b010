import { mix } from '@/lib/providers/demo/colour';
import { drawFog } from '@/lib/providers/demo/elements/draw-fog';
import { drawSky } from '@/lib/providers/demo/elements/draw-sky';
import { makeNoise } from '@/lib/providers/demo/make-noise';
import type { Scene } from '@/lib/providers/demo/scene';
import { landUnder, softLine } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

interface Crest {
  line: Point[];
  peak: Point;
}

/** One crest: it climbs in a long sweep to its peak, about `x`, and falls away behind it. */
function crestLine(scene: Scene, name: string, x: number, base: number, rise: number): Crest {
  const { width, unit, random } = scene;
  const stream = random.fork(name);
  const noise = makeNoise(stream, 3, 0.35);
  const length = unit * stream.between(1.1, 1.7);
  const steep = stream.between(0.54, 0.68);
  const phase = steep - x / length;
  const at = (x: number): Point => {
    const s = (((x / length + phase) % 1) + 1) % 1;
    const up = s < steep ? s / steep : 1 - (s - steep) / (1 - steep);
    return [x, base - rise * up * up * (3 - 2 * up) + unit * 0.014 * noise((x / unit) * 1.6)];
  };
  const line: Point[] = [];
  for (let x = -unit * 0.02; x <= width + unit * 0.02; x += unit / 160) line.push(at(x));
  return { line, peak: at(x) };
}

function drawRipples(scene: Scene, line: readonly Point[], colour: string, name: string): void {
  const { sketch, unit, random } = scene;
  const ripples = random.fork(name);
  for (let index = 1; index < 16; index++) {
    const drop = unit * 0.02 * index ** 1.35;
    const from = ripples.int(0, Math.floor(line.length * 0.5));
    const part = line.slice(from, from + ripples.int(24, Math.max(26, Math.floor(line.length * 0.55))));
    const wave = part.map(([x, y], at): Point => [x, y + drop + Math.sin(at * 0.35 + index) * unit * 0.0035]);
    sketch.stroke(softLine(wave), colour, unit * 0.0013 * (1 + index * 0.12), { opacity: 0.11 });
  }
}

function drawWalker({ sketch, unit, palette }: Scene, [x, y]: Point, direction: number): void {
  const size = unit * 0.03;
  sketch.path(
    `M${x} ${y}L${x + direction * size * 4.6} ${y + size * 1.25}L${x + direction * size * 4.4} ${y + size * 1.5}Z`,
    palette.near,
    { opacity: 0.5 },
  );
  sketch.path(
    `M${x - size * 0.17} ${y}L${x - size * 0.2} ${y - size * 0.66}Q${x} ${y - size * 0.9} ${x + size * 0.2} ${y - size * 0.66}L${x + size * 0.17} ${y}Z`,
    palette.near,
  );
  sketch.circle([x, y - size * 0.93], size * 0.14, palette.near);
}

/** Sand: a lit side, a shadow side and a crest between them, again and again into the distance. */
export function drawDunes(scene: Scene): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const horizon = height * random.between(0.42, 0.54);
  const direction = random.chance(0.5) ? 1 : -1;
  const sun: Point = [
    width * (0.5 - direction * random.between(0.12, 0.3)),
    horizon - unit * random.between(0.06, 0.26),
  ];
  drawSky(scene, { horizon, sun, sunRadius: unit * random.between(0.06, 0.11), clouds: random.chance(0.35) });

  const warm =
    palette.light === 'night'
      ? mix(palette.far, palette.sky[2], 0.35)
      : mix(palette.sky[2], palette.accent, 0.4);
  const layers = random.int(4, 5);
  const first = random.int(0, 1);
  for (let layer = 0; layer < layers; layer++) {
    const t = layer / (layers - 1);
    const base = horizon + (height * 0.98 - horizon) * t ** 1.2 + unit * 0.05;
    const rise = unit * (0.1 + 0.17 * t) * random.between(0.85, 1.15);
    const x = width * (layer % 2 === first ? random.between(0.14, 0.4) : random.between(0.6, 0.86));
    const { line, peak } = crestLine(scene, `dune ${layer}`, x, base, rise);
    const lit = mix(mix(warm, palette.sky[2], 0.55 * (1 - t)), palette.near, 0.3 * t);
    const dark = mix(mix(palette.far, palette.near, 0.2 + 0.55 * t), lit, 0.2 * (1 - t));
    sketch.path(
      landUnder(line, height + 2),
      sketch.vertical(peak[1], base + unit * 0.3, [
        [0, mix(lit, palette.sun, 0.28)],
        [0.4, lit],
        [1, mix(lit, dark, 0.75)],
      ]),
    );
    const area = sketch.clip(landUnder(line, height + 2));
    sketch.group({ 'clip-path': area }, () => {
      drawRipples(scene, line, dark, `ripples ${layer}`);
      drawShadow(scene, peak, direction, height - peak[1], dark, lit);
    });
    if (layer < 2)
      drawFog(scene, base + unit * 0.05, unit * 0.04, mix(palette.sky[2], palette.sun, 0.3), 0.32);
    if (layer === layers - 2 && random.chance(0.55)) drawWalker(scene, peak, direction);
  }
}

/** The side turned away from the sun: from the peak down an S to the foot. */
function drawShadow(
  { sketch, width, height, unit, random }: Scene,
  [x, y]: Point,
  direction: number,
  fall: number,
  dark: string,
  lit: string,
): void {
  const bend = unit * random.between(0.1, 0.22) * direction;
  const far = direction === 1 ? width + unit : -unit;
  const spine = `M${x} ${y - unit * 0.02}C${x + bend * 0.2} ${y + fall * 0.2} ${x - bend} ${y + fall * 0.38} ${x - bend * 0.1} ${y + fall * 0.62}S${x + bend * 1.4} ${y + fall * 0.86} ${x + bend * 0.5} ${y + fall}`;
  const edge = `L${x + bend * 0.5} ${height + unit}L${far} ${height + unit}L${far} ${y - unit * 0.4}L${x} ${y - unit * 0.4}Z`;
  const paint = sketch.linear(
    [x, y],
    [x + direction * unit * 0.95, y + fall * 0.35],
    [
      [0, dark, 0.92],
      [0.45, mix(dark, lit, 0.25), 0.7],
      [1, lit, 0],
    ],
  );
  sketch.path(spine + edge, paint);
}
