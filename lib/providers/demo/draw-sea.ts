import { mix } from './colour';
import { drawBirds, drawFog, drawSky, drawWater, type Scene } from './scenery';
import { makeNoise } from './seeded-random';
import { type Point, placed, polygon, softLine } from './sketch';

const LIGHTHOUSE = /\b(lighthouse|farol|farois|beacon)\b/;
const BOAT = /\b(boats?|sail(boat)?|ship|barcos?|veleiro|navio|vela)\b/;
const FOG = /\b(fog|foggy|mist|misty|haze|neblina|nevoa|nevoeiro|bruma)\b/;

/** Rock that rises out of the water at one side; returns where something can stand on it. */
function drawHeadland(scene: Scene, side: number, y: number, reach: number, rise: number, colour: string) {
  const { sketch, width, random, palette } = scene;
  const noise = makeNoise(random.fork(`headland ${Math.round(rise)}`), 5, 0.55);
  const start = side === 1 ? width : 0;
  const points = Array.from({ length: 54 }, (_, index): Point => {
    const s = index / 50 - 0.05;
    const shoulder = Math.max(0, 1 - Math.max(0, s - 0.42) / 0.58) ** 0.7 * (0.82 + 0.18 * Math.cos(s * 5));
    const top = y - rise * shoulder * (1 + 0.16 * noise(s * 5)) + 2 * Math.max(0, s) ** 2;
    return [start - side * reach * s, top];
  });
  const foot = y + 2 + rise * 0.25;
  const [lit, dark] = [mix(colour, palette.sky[2], 0.16), mix(colour, palette.near, 0.6)];
  const rock = sketch.vertical(y - rise, foot, [0, lit], [0.5, colour], [1, dark]);
  sketch.path(`${softLine(points)}L${start} ${foot}Z`, rock);
  return points[19] ?? ([start, y - rise] as const);
}

function drawBoat({ sketch, palette, random }: Scene, at: Point) {
  const sail = mix(palette.sun, palette.accent, 0.15);
  sketch.group({ transform: placed(at, random.between(5, 8.5)) }, () => {
    sketch.path('M0 -16L2 -100Q42 -45 38 -18Z', sail);
    sketch.path('M-4 -17L2 -86L-30 -20Z', palette.accent);
    sketch.path('M-42 -13H48L34 0H-30Z', palette.near);
    for (let line = 0; line < 7; line++) {
      const half = (36 - line * 3.5) * random.between(0.6, 1);
      sketch.ellipse([2, 4 + line * 7], half, 1.2, line % 2 ? sail : palette.near, { opacity: 0.4 });
    }
  });
}

/** A banded lighthouse; lit, with its beam, unless it is day. */
function drawLighthouse({ sketch, palette, random }: Scene, at: Point, size: number) {
  const lit = palette.light !== 'day';
  const iron = mix(palette.near, palette.far, 0.12);
  const round = (colour: string) => {
    const [edge, shade] = [mix(colour, palette.near, 0.12), mix(colour, palette.near, 0.62)];
    return sketch.linear([-11, 0], [11, 0], [0, edge], [0.4, colour], [1, shade]);
  };
  const [white, red] = [
    round(mix(palette.sun, '#ffffff', 0.35)),
    round(mix(palette.accent, palette.near, 0.18)),
  ];
  sketch.group({ transform: placed(at, size) }, () => {
    const reach = 15_000 / size;
    const tilt = random.between(-0.16, 0.05);
    for (const way of lit ? [reach, -reach] : []) {
      const end = -85.5 + way * tilt;
      const shape = polygon([0, -85.5], [way, end - reach * 0.075], [way, end + reach * 0.075]);
      const beam = sketch.linear([0, -85.5], [way * 0.8, end], [0, palette.sun, 0.55], [1, palette.sun, 0]);
      sketch.path(shape, beam, { filter: sketch.blur(40 / size) });
    }
    for (let band = 0; band < 5; band++) {
      const [low, high] = [11.5 - band * 0.9, 11.5 - (band + 1) * 0.9];
      const [floor, roof] = [-15.6 * band + 0.3, -15.6 * (band + 1)];
      sketch.path(polygon([-low, floor], [low, floor], [high, roof], [-high, roof]), band % 2 ? red : white);
    }
    sketch.rect(-10.5, -79.8, 21, 2.2, iron);
    sketch.rect(-5.7, -90, 11.4, 10.4, mix(palette.sun, palette.accent, 0.3));
    for (const x of [-5.5, -1.8, 1.8, 5.5]) sketch.stroke(`M${x} -78V-90`, iron, 0.9);
    sketch.path('M-7.4 -89.5Q0 -101.5 7.4 -89.5Z', iron);
    sketch.stroke('M0 -94V-100', iron, 1);
    if (lit) sketch.circle([0, -85.5], 30, sketch.soft(palette.sun), { opacity: 0.75 });
  });
}

/** Water to the horizon; by its words with a lighthouse, a sail, or banks of fog. */
export function drawSea(scene: Scene): void {
  const { width, height, palette, random } = scene;
  const [boat, foggy] = [BOAT, FOG].map((words) => words.test(scene.words.join(' ')));
  const lighthouse = LIGHTHOUSE.test(scene.words.join(' ')) || (!boat && random.chance(0.4));
  const horizon = height * random.between(0.54, 0.68);
  const side = random.chance(0.5) ? 1 : -1;
  const sunX = width * (0.5 - side * random.between(0.1, 0.28));
  drawSky(scene, horizon, [sunX, horizon - random.between(2, 26)], random.between(4.5, 8.5));
  if (random.chance(0.7)) drawBirds(scene, [width * 0.5 - side * 8, horizon - 32]);
  const pale = mix(palette.far, palette.sky[2], 0.4);
  drawHeadland(scene, side, horizon + 0.1, random.between(90, 130), 5.5, pale);
  drawWater(scene, horizon, sunX);
  const fog = mix(palette.sky[2], palette.sun, 0.4);
  drawFog(scene, horizon + 1, foggy ? 7.5 : 3, fog, foggy ? 0.8 : 0.4);
  if (boat || !lighthouse) drawBoat(scene, [sunX + random.between(-12, 12), horizon + random.between(6, 14)]);
  if (lighthouse) {
    const waterline = Math.min(height * 0.9, horizon + random.between(13, 20));
    const reach = Math.min(width * 0.66, 85);
    const rock = mix(palette.far, palette.near, 0.82);
    const [x, y] = drawHeadland(scene, side, waterline, reach, random.between(13, 20), rock);
    drawLighthouse(scene, [x, y + 1.2], random.between(26, 34));
  }
  if (foggy || random.chance(0.35)) drawFog(scene, height * 0.9, 7, fog, foggy ? 0.6 : 0.3);
}
