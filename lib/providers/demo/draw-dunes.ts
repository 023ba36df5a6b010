import { mix } from './colour';
import { across, drawFog, drawSky, rolling, type Scene } from './scenery';
import { landUnder, type Point, placed } from './sketch';

/** One crest: it climbs in a long sweep to its peak, about `x`, and falls away behind it. */
function crestLine(
  scene: Scene,
  layer: number,
  x: number,
  base: number,
  rise: number,
): (x: number) => number {
  const { random } = scene;
  const stream = random.fork(`dune ${layer}`);
  const [length, steep] = [stream.between(110, 170), stream.between(0.54, 0.68)];
  const rough = rolling(stream, 1.6);
  return (to) => {
    const s = ((((to - x) / length + steep) % 1) + 1) % 1;
    const up = s < steep ? s / steep : 1 - (s - steep) / (1 - steep);
    return base - rise * up * up * (3 - 2 * up) + 1.4 * rough(to);
  };
}

/** The side turned away from the sun: from the peak down an S to the foot. */
function drawShadow(scene: Scene, [x, y]: Point, way: number, dark: string, lit: string) {
  const { sketch, width, height, random } = scene;
  const [bend, fall] = [random.between(10, 22) * way, height - y];
  const at = (across: number, down: number) => `${x + bend * across} ${y + fall * down}`;
  const spine = `M${x} ${y - 2}C${at(0.2, 0.2)} ${at(-1, 0.38)} ${at(-0.1, 0.62)}S${at(1.4, 0.86)} ${at(0.5, 1)}`;
  const end: Point = [x + way * 95, y + fall * 0.35];
  const shade = sketch.linear([x, y], end, [0, dark, 0.92], [0.45, mix(dark, lit, 0.25), 0.7], [1, lit, 0]);
  sketch.path(`${spine}V${height + 100}H${way > 0 ? width + 100 : -100}V${y - 40}H${x}Z`, shade);
}

function drawWalker({ sketch, palette }: Scene, at: Point, way: number) {
  sketch.group({ transform: placed(at, 3) }, () => {
    sketch.path(`M0 0L${way * 460} 125L${way * 440} 150Z`, palette.near, { opacity: 0.5 });
    sketch.path('M-17 0L-20 -66Q0 -90 20 -66L17 0Z', palette.near);
    sketch.circle([0, -93], 14, palette.near);
  });
}

/** Sand: a lit side, a shadow side and a crest between them, again and again into the distance. */
export function drawDunes(scene: Scene): void {
  const { sketch, width, height, palette, random } = scene;
  const [, , low] = palette.sky;
  const [horizon, way] = [height * random.between(0.42, 0.54), random.pick([-1, 1])];
  const sun: Point = [width * (0.5 - way * random.between(0.12, 0.3)), horizon - random.between(6, 26)];
  drawSky(scene, horizon, sun, random.between(6, 11), random.chance(0.35));
  const warm = palette.light === 'night' ? mix(palette.far, low, 0.35) : mix(low, palette.accent, 0.4);
  const [layers, first, walker] = [random.int(4, 5), random.int(0, 1), random.chance(0.55)];
  for (let layer = 0; layer < layers; layer++) {
    const t = layer / (layers - 1);
    const base = horizon + (height * 0.98 - horizon) * t ** 1.2 + 5;
    const x = width * (layer % 2 === first ? random.between(0.14, 0.4) : random.between(0.6, 0.86));
    const crest = crestLine(scene, layer, x, base, (10 + 17 * t) * random.between(0.85, 1.15));
    const peak: Point = [x, crest(x)];
    const lit = mix(mix(warm, low, 0.55 * (1 - t)), palette.near, 0.3 * t);
    const dark = mix(mix(palette.far, palette.near, 0.2 + 0.55 * t), lit, 0.2 * (1 - t));
    const [top, foot] = [mix(lit, palette.sun, 0.28), mix(lit, dark, 0.75)];
    const area = landUnder(across(scene, 0.625, crest), height + 2);
    sketch.path(area, sketch.vertical(peak[1], base + 30, [0, top], [0.4, lit], [1, foot]));
    sketch.group({ 'clip-path': sketch.clip(area) }, () => drawShadow(scene, peak, way, dark, lit));
    if (layer < 2) drawFog(scene, base + 5, 4, mix(low, palette.sun, 0.3), 0.32);
    if (walker && layer === layers - 2) drawWalker(scene, peak, way);
  }
}
