import { mix } from '@/lib/providers/demo/colour';
import { conifer } from '@/lib/providers/demo/elements/conifer';
import { drawFog } from '@/lib/providers/demo/elements/draw-fog';
import { drawSky } from '@/lib/providers/demo/elements/draw-sky';
import { makeNoise } from '@/lib/providers/demo/make-noise';
import type { Scene } from '@/lib/providers/demo/scene';
import { landUnder, polyline } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

function drawRays({ sketch, width, height, unit, palette, random }: Scene, sun: Point): void {
  const rays = random.fork('rays');
  sketch.group({ filter: sketch.blur(unit * 0.012), opacity: 0.85 }, () => {
    for (let index = rays.int(6, 10); index > 0; index--) {
      const angle = Math.PI * rays.between(0.16, 0.84);
      const half = rays.between(0.012, 0.035);
      const reach = Math.hypot(width, height);
      const end = (a: number): Point => [sun[0] + Math.cos(a) * reach, sun[1] + Math.sin(a) * reach];
      const paint = sketch.radial(sun, unit * rays.between(0.7, 1.2), [
        [0, palette.sun, 0.4],
        [1, palette.sun, 0],
      ]);
      sketch.path(polyline([sun, end(angle - half), end(angle + half)], true), paint);
    }
  });
}

/** Tall bare trunks from the ground out of the frame, as one stands among them. */
function drawTrunks(scene: Scene, depth: number, floor: number, clearing: number): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const trunks = random.fork(`trunks ${depth}`);
  const colour = mix(mix(palette.far, palette.sky[2], 0.4 * (1 - depth)), palette.near, depth);
  const count = Math.round((width / unit) * (18 - 13.5 * depth));
  for (let index = 0; index < count; index++) {
    const x = ((index + trunks.between(0.1, 0.9)) / count) * width;
    if (depth > 0.2 && Math.abs(x - clearing) < unit * 0.1 * (0.6 + depth)) continue;
    const foot = unit * (0.008 + 0.03 * depth) * trunks.between(0.6, 1.4);
    const lean = unit * trunks.between(-0.03, 0.03);
    const base = floor + unit * trunks.between(0, 0.03) * (1 + depth);
    const paint = sketch.linear(
      [x - foot, 0],
      [x + foot, 0],
      [
        [0, mix(colour, palette.near, 0.25)],
        [0.4, mix(colour, palette.sky[2], 0.12)],
        [1, mix(colour, palette.near, 0.5)],
      ],
    );
    const middle = base - (base + 4) * 0.5;
    sketch.path(
      `M${x - foot * 1.7} ${base + unit * 0.02}Q${x - foot} ${base - unit * 0.05} ${x - foot * 0.8 + lean * 0.5} ${middle}L${x - foot * 0.5 + lean} -4L${x + foot * 0.5 + lean} -4L${x + foot * 0.8 + lean * 0.5} ${middle}Q${x + foot} ${base - unit * 0.05} ${x + foot * 1.7} ${base + unit * 0.02}Z`,
      paint,
    );
    for (let branch = trunks.int(2, 5); branch > 0; branch--) {
      const y = height * trunks.between(0.02, 0.5);
      const way = trunks.chance(0.5) ? 1 : -1;
      const reach = way * unit * trunks.between(0.03, 0.1) * (0.5 + depth);
      const from = x + lean * (1 - y / base);
      sketch.stroke(
        `M${from} ${y}q${reach * 0.5} ${-unit * 0.005} ${reach} ${-unit * trunks.between(0.02, 0.05)}`,
        colour,
        foot * 0.24,
      );
    }
  }
}

/** A slope of firs with its trees in the colour of their distance. */
function drawSlope(scene: Scene, t: number, base: number): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const slope = random.fork(`slope ${t}`);
  const noise = makeNoise(slope, 3);
  const colour = mix(palette.far, palette.near, t);
  const ground = (x: number) => base - unit * 0.16 * noise((x / unit) * 1.1 + t * 9);
  const line: Point[] = [];
  for (let x = -unit * 0.02; x <= width + unit * 0.03; x += unit / 60) line.push([x, ground(x)]);
  const size = unit * (0.09 + 0.22 * t ** 1.4);
  const foot = mix(colour, palette.sky[2], 0.42 * (1 - t));
  const paint = sketch.vertical(base - size - unit * 0.1, base + unit * 0.25, [
    [0, colour],
    [1, foot],
  ]);
  for (let x = -size * 0.2; x < width + size * 0.2; x += size * slope.between(0.1, 0.26)) {
    sketch.path(conifer([x, ground(x) + size * 0.08], size * slope.between(0.55, 1.15), slope), paint);
  }
  sketch.path(landUnder(line, height + 2), paint);
}

/** Woods in mist: either slopes of firs or tall trunks with light falling between them. */
export function drawForest(scene: Scene): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const sun: Point = [width * random.between(0.25, 0.75), height * random.between(0.16, 0.34)];
  const fog = mix(palette.sky[2], palette.sun, 0.35);
  const inside = random.chance(0.45);
  drawSky(scene, {
    horizon: height * (inside ? 0.85 : 0.7),
    sun,
    sunRadius: unit * random.between(0.05, 0.09),
    clouds: !inside,
  });
  if (!inside) {
    const slopes = random.int(4, 5);
    for (let index = 0; index < slopes; index++) {
      const t = index / (slopes - 1);
      drawSlope(scene, t, height * (0.52 + 0.46 * t ** 1.1));
      if (index < slopes - 1)
        drawFog(scene, height * (0.56 + 0.42 * t), unit * 0.07, fog, 0.5 * (1 - t * 0.6));
    }
    return;
  }
  for (const depth of [0, 0.3, 0.62, 1]) {
    const floor = height * (0.74 + 0.2 * depth);
    drawTrunks(scene, depth, floor, sun[0]);
    if (depth === 0.3) drawRays(scene, sun);
    const soil = mix(mix(palette.far, palette.sky[2], 0.3 * (1 - depth)), palette.near, depth);
    const noise = makeNoise(random.fork(`soil ${depth}`), 4);
    const line: Point[] = [];
    for (let x = -10; x <= width + 10; x += unit / 70)
      line.push([x, floor + unit * 0.03 * noise((x / unit) * 2.4)]);
    sketch.path(
      landUnder(line, height + 2),
      sketch.vertical(floor, height, [
        [0, soil],
        [1, mix(soil, palette.near, 0.6)],
      ]),
    );
    if (depth < 1) drawFog(scene, floor - unit * 0.02, unit * 0.08, fog, 0.6 * (1 - depth * 0.5));
  }
}
