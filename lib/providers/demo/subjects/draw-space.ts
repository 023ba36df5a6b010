import { adjust, mix } from '@/lib/providers/demo/colour';
import { makeNoise } from '@/lib/providers/demo/make-noise';
import type { Scene } from '@/lib/providers/demo/scene';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import { landUnder } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

function drawNebula({ sketch, width, height, unit, palette, random }: Scene): void {
  const nebula = random.fork('nebula');
  const tilt = nebula.between(-0.9, 0.9);
  const colours = [palette.sky[1], palette.sky[2], palette.accent, palette.far] as const;
  sketch.group({ opacity: 0.9 }, () => {
    for (let index = 34; index > 0; index--) {
      const along = nebula.between(-0.75, 0.75) * Math.max(width, height);
      const across = (nebula.next() + nebula.next() - 1) * unit * 0.34;
      const centre: Point = [
        width / 2 + along * Math.cos(tilt) - across * Math.sin(tilt),
        height / 2 + along * Math.sin(tilt) + across * Math.cos(tilt),
      ];
      sketch.ellipse(
        centre,
        unit * nebula.between(0.16, 0.5),
        unit * nebula.between(0.09, 0.26),
        sketch.soft(nebula.pick(colours)),
        {
          opacity: nebula.between(0.2, 0.6),
          transform: `rotate(${((tilt * 180) / Math.PI).toFixed(1)} ${centre[0].toFixed(1)} ${centre[1].toFixed(1)})`,
        },
      );
    }
  });
}

function drawStars({ sketch, width, height, unit, palette, random }: Scene): void {
  const stars = random.fork('stars');
  const tints = ['#ffffff', palette.sun, palette.sky[2], palette.accent] as const;
  for (let index = Math.round(((width * height) / unit ** 2) * 520); index > 0; index--) {
    const bright = stars.next() ** 9;
    const centre: Point = [stars.between(0, width), stars.between(0, height)];
    sketch.circle(centre, unit * (0.0006 + bright * 0.0028), stars.pick(tints), {
      opacity: stars.between(0.25, 0.95),
    });
    if (bright < 0.7) continue;
    const halo = unit * stars.between(0.005, 0.02);
    sketch.circle(
      centre,
      halo,
      sketch.radial(centre, halo, [
        [0, palette.sun, 0.55],
        [1, palette.sun, 0],
      ]),
    );
  }
}

interface Planet {
  centre: Point;
  radius: number;
  colour: string;
  rings: boolean;
}

/** A banded globe, lit from one side, with a thin air of light round it. */
function drawPlanet(scene: Scene, { centre, radius, colour, rings }: Planet, name: string): void {
  const { sketch, palette, random, unit } = scene;
  const planet = random.fork(name);
  const [x, y] = centre;
  const air = mix(colour, palette.sun, 0.6);
  const tilt = planet.between(-24, 24);
  const disc = `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`;
  sketch.circle(
    centre,
    radius * 1.32,
    sketch.radial(centre, radius * 1.32, [
      [0.72, air, 0.42],
      [0.8, air, 0.16],
      [1, air, 0],
    ]),
  );
  if (rings) drawRings(scene, centre, radius, tilt, planet.fork('rings'), false);
  sketch.group({ 'clip-path': sketch.clip(disc) }, () => {
    sketch.circle(centre, radius, colour);
    sketch.group({ transform: `rotate(${tilt.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})` }, () =>
      drawBands(scene, centre, radius, colour, planet),
    );
    const light: Point = [x - radius * 0.52, y - radius * 0.46];
    sketch.circle(
      centre,
      radius * 1.02,
      sketch.radial(light, radius * 1.75, [
        [0, palette.sun, 0.42],
        [0.3, palette.sun, 0.05],
        [0.55, palette.near, 0.35],
        [0.82, adjust(palette.near, { lightness: -0.05 }), 0.93],
        [1, '#020204', 1],
      ]),
    );
  });
  sketch.stroke(disc, air, unit * 0.0016, { opacity: 0.3 });
  if (rings) drawRings(scene, centre, radius, tilt, planet.fork('rings'), true);
}

function drawBands(
  { sketch, palette }: Scene,
  [x, y]: Point,
  radius: number,
  colour: string,
  planet: SeededRandom,
): void {
  const count = planet.int(6, 13);
  for (let band = 0; band < count; band++) {
    const noise = makeNoise(planet.fork(`band ${band}`), 4, 0.55);
    const level = y - radius + ((band + planet.next() * 0.7) / count) * radius * 2;
    const line: Point[] = [];
    for (let s = -1.25; s <= 1.25; s += 0.025)
      line.push([x + s * radius, level + radius * 0.045 * noise(s * 3.2)]);
    const tone = planet.pick([palette.accent, palette.sky[2], palette.far, palette.near, palette.sun]);
    sketch.path(
      landUnder(line, level + radius * planet.between(0.05, 0.26)),
      mix(colour, tone, planet.between(0.18, 0.5)),
      { opacity: 0.75 },
    );
  }
}

function drawRings(
  { sketch, palette, unit }: Scene,
  [x, y]: Point,
  radius: number,
  tilt: number,
  rings: SeededRandom,
  front: boolean,
): void {
  const flat = rings.between(0.16, 0.3);
  const inner = rings.between(1.32, 1.45);
  sketch.group({ transform: `rotate(${tilt.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})` }, () => {
    for (let ring = 0; ring < 22; ring++) {
      const r = radius * (inner + ring * 0.032);
      const colour = mix(palette.sky[2], palette.sun, rings.next());
      const opacity = rings.chance(0.16) ? 0.06 : rings.between(0.2, 0.62);
      const sweep = front ? 0 : 1;
      sketch.stroke(
        `M${x - r} ${y}A${r} ${r * flat} 0 0 ${sweep} ${x + r} ${y}`,
        colour,
        Math.max(unit * 0.001, radius * 0.026),
        { opacity, 'stroke-linecap': 'butt' },
      );
    }
  });
}

/** A planet or two among stars and lit gas. */
export function drawSpace(scene: Scene): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const dark = mix(palette.near, '#020206', 0.45);
  sketch.fill(
    sketch.linear(
      [0, 0],
      [width, height],
      [
        [0, mix(dark, palette.sky[0], 0.5)],
        [0.5, dark],
        [1, mix(dark, palette.sky[1], 0.22)],
      ],
    ),
  );
  drawNebula(scene);
  drawStars(scene);
  const main: Planet = {
    centre: [width * random.between(0.38, 0.62), height * random.between(0.42, 0.62)],
    radius: unit * random.between(0.2, 0.32),
    colour: random.pick([palette.far, palette.accent, mix(palette.far, palette.sky[2], 0.5)]),
    rings: random.chance(0.55),
  };
  const way = random.between(-0.9, 0.9) - Math.PI / 2;
  const away = main.radius * random.between(1.6, 2);
  const moon: Planet = {
    centre: [main.centre[0] + Math.cos(way) * away * 1.15, main.centre[1] + Math.sin(way) * away],
    radius: main.radius * random.between(0.12, 0.24),
    colour: mix(palette.sky[2], palette.far, random.next()),
    rings: false,
  };
  drawPlanet(scene, moon, 'moon');
  drawPlanet(scene, main, 'planet');
}
