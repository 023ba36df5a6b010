import { mix } from './colour';
import type { Scene } from './scenery';
import { makeNoise, type SeededRandom } from './seeded-random';
import { landUnder, type Point, placed } from './sketch';

function drawNebula({ sketch, width, height, palette, random }: Scene) {
  const colours = [palette.sky[1], palette.sky[2], palette.accent, palette.far];
  const transform = placed([width / 2, height / 2], 100, random.between(-50, 50));
  sketch.group({ transform, opacity: 0.9 }, () => {
    for (let left = 34; left > 0; left--) {
      const along = random.between(-0.75, 0.75) * Math.max(width, height);
      const at: Point = [along, (random.next() + random.next() - 1) * 34];
      const [long, thick] = [random.between(16, 50), random.between(9, 26)];
      sketch.ellipse(at, long, thick, sketch.soft(random.pick(colours)), {
        opacity: random.between(0.2, 0.6),
      });
    }
  });
}

function drawStars({ sketch, width, height, palette, random }: Scene) {
  const tints = ['#ffffff', palette.sun, palette.sky[2], palette.accent];
  for (let left = width * height * 0.052; left > 0; left--) {
    const bright = random.next() ** 9;
    const at: Point = [random.between(0, width), random.between(0, height)];
    const opacity = random.between(0.25, 0.95);
    sketch.circle(at, 0.06 + bright * 0.28, random.pick(tints), { opacity });
    if (bright > 0.7) sketch.circle(at, bright ** 3 * 2, sketch.soft(palette.sun), { opacity: 0.6 });
  }
}

function drawBands({ sketch, palette }: Scene, colour: string, random: SeededRandom) {
  const count = random.int(6, 13);
  const tones = [palette.accent, palette.sky[2], palette.far, palette.near, palette.sun];
  for (let band = 0; band < count; band++) {
    const noise = makeNoise(random.fork(`band ${band}`), 4, 0.55);
    const level = -100 + ((band + random.next() * 0.7) / count) * 200;
    const line = Array.from(
      { length: 101 },
      (_, at): Point => [at * 2.5 - 125, level + 4.5 * noise(at * 0.08)],
    );
    const paint = mix(colour, random.pick(tones), random.between(0.18, 0.5));
    sketch.path(landUnder(line, level + random.between(5, 26)), paint, { opacity: 0.75 });
  }
}

/** The half of the rings that is behind the planet, or the one before it. */
function drawRings({ sketch, palette }: Scene, random: SeededRandom, front: boolean) {
  const [inner, flat] = [random.between(132, 145), random.between(0.16, 0.3)];
  for (let r = inner; r < inner + 70; r += 3.2) {
    const colour = mix(palette.sky[2], palette.sun, random.next());
    const opacity = random.chance(0.16) ? 0.06 : random.between(0.2, 0.62);
    const half = `M${-r} 0A${r} ${r * flat} 0 0 ${front ? 0 : 1} ${r} 0`;
    sketch.stroke(half, colour, 2.6, { opacity, 'stroke-linecap': 'butt' });
  }
}

/** A banded globe, lit from one side, with a thin air of light round it. */
function drawPlanet(scene: Scene, at: Point, radius: number, colour: string, rings: boolean) {
  const { sketch, palette } = scene;
  const random = scene.random.fork(`planet ${Math.round(radius)}`);
  const air = mix(colour, palette.sun, 0.6);
  sketch.group({ transform: placed(at, radius, random.between(-24, 24)) }, () => {
    sketch.circle([0, 0], 132, sketch.radial([0, 0], 132, [0.72, air, 0.42], [0.8, air, 0.16], [1, air, 0]));
    if (rings) drawRings(scene, random.fork('rings'), false);
    sketch.group({ 'clip-path': sketch.clip('M-100 0a100 100 0 1 0 200 0a100 100 0 1 0 -200 0Z') }, () => {
      sketch.circle([0, 0], 100, colour);
      drawBands(scene, colour, random);
      const day = sketch.radial(
        [-52, -46],
        90,
        [0, palette.sun, 0.42],
        [0.6, palette.sun, 0.05],
        [1, palette.sun, 0],
      );
      const night = sketch.radial(
        [-52, -46],
        175,
        [0.4, palette.near, 0],
        [0.82, palette.near, 0.93],
        [1, '#020204'],
      );
      for (const light of [day, night]) sketch.circle([0, 0], 102, light);
    });
    if (rings) drawRings(scene, random.fork('rings'), true);
  });
}

/** A planet and its moon among stars and lit gas. */
export function drawSpace(scene: Scene): void {
  const { sketch, width, height, palette, random } = scene;
  const dark = mix(palette.near, '#020206', 0.45);
  const [from, to] = [mix(dark, palette.sky[0], 0.5), mix(dark, palette.sky[1], 0.22)];
  sketch.fill(sketch.linear([0, 0], [width, height], [0, from], [0.5, dark], [1, to]));
  drawNebula({ ...scene, random: random.fork('nebula') });
  drawStars({ ...scene, random: random.fork('stars') });
  const [x, y] = [width * random.between(0.38, 0.62), height * random.between(0.42, 0.62)];
  const [radius, way] = [random.between(20, 32), random.between(-2.5, -0.7)];
  const away = radius * random.between(1.6, 2);
  const moon: Point = [x + Math.cos(way) * away * 1.15, y + Math.sin(way) * away];
  drawPlanet(
    scene,
    moon,
    radius * random.between(0.12, 0.24),
    mix(palette.sky[2], palette.far, random.next()),
    false,
  );
  const colour = random.pick([palette.far, palette.accent, mix(palette.far, palette.sky[2], 0.5)]);
  drawPlanet(scene, [x, y], radius, colour, random.chance(0.55));
}
