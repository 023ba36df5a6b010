import { mix } from '@/lib/providers/demo/colour';
import { makeNoise } from '@/lib/providers/demo/make-noise';
import type { Scene } from '@/lib/providers/demo/scene';
import { landUnder } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

function inks({ palette }: Scene) {
  return [
    palette.sky[0],
    palette.sky[1],
    palette.far,
    palette.accent,
    palette.sun,
    mix(palette.accent, palette.near, 0.35),
  ] as const;
}

/** The shadow that a sheet casts on the one behind it, in steps: a blur of so large a shape takes a second at 2K. */
function drawEdgeShadow({ sketch, unit, palette }: Scene, line: readonly Point[], floor: number): void {
  for (let step = 6; step > 0; step--) {
    const lifted = line.map(([x, y]): Point => [x, y - unit * 0.0045 * step]);
    sketch.path(landUnder(lifted, floor), palette.near, { opacity: 0.065 });
  }
}

/** Sheets of colour that flow over one another like silk. */
function drawFolds(scene: Scene): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const angle = random.between(-28, 28);
  const sheets = random.int(9, 13);
  const reach = Math.hypot(width, height);
  sketch.group({ transform: `rotate(${angle.toFixed(1)} ${width / 2} ${height / 2})` }, () => {
    for (let sheet = 0; sheet < sheets; sheet++) {
      const t = sheet / (sheets - 1);
      const stream = random.fork(`sheet ${sheet}`);
      const noise = makeNoise(stream, 2, 0.3);
      const base = height / 2 - reach / 2 + reach * (0.08 + 0.84 * t);
      const line: Point[] = [];
      for (let x = width / 2 - reach * 0.6; x <= width / 2 + reach * 0.6; x += unit / 40) {
        line.push([x, base - unit * 0.17 * noise((x / unit) * 0.85 + t * 1.1)]);
      }
      const colour = stream.chance(0.22)
        ? palette.accent
        : mix(t < 0.5 ? palette.sky[0] : palette.far, t < 0.5 ? palette.sky[2] : palette.near, (t * 2) % 1);
      const crest = Math.min(...line.map(([, y]) => y));
      drawEdgeShadow(scene, line, height + reach);
      sketch.path(
        landUnder(line, height + reach),
        sketch.vertical(crest, crest + unit * 0.4, [
          [0, mix(colour, palette.sun, 0.5)],
          [0.3, colour],
          [1, mix(colour, palette.near, 0.5)],
        ]),
      );
    }
  });
}

/** Arches within arches, as blocks of a print. */
function drawArches(scene: Scene): void {
  const { sketch, width, height, unit, random } = scene;
  const across = Math.max(2, Math.round(width / (unit * random.pick([0.3, 0.42]))));
  const cell = width / across;
  const down = Math.ceil(height / cell);
  const colours = inks(scene);
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const x = column * cell;
      const y = height - (row + 1) * cell;
      sketch.rect(x, y, cell + 0.6, cell + 0.6, random.pick(colours));
      const bands = random.int(3, 5);
      const turn = `rotate(${random.int(0, 3) * 90} ${(x + cell / 2).toFixed(1)} ${(y + cell / 2).toFixed(1)})`;
      const round = random.chance(0.2);
      for (let band = 0; band < bands; band++) {
        const r = cell * 0.5 * (1 - band / bands);
        const colour = random.pick(colours);
        if (round) sketch.circle([x + cell / 2, y + cell / 2], r * 0.86, colour);
        else
          sketch.path(
            `M${x + cell / 2 - r} ${y + cell}V${y + cell / 2}a${r} ${r} 0 0 1 ${2 * r} 0V${y + cell}Z`,
            colour,
            { transform: turn },
          );
      }
    }
  }
}

/** Large translucent discs and thin orbits about a common centre. */
function drawOrbits(scene: Scene): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const centre: Point = [width * random.between(0.35, 0.65), height * random.between(0.38, 0.62)];
  const colours = inks(scene);
  for (let disc = 0; disc < 9; disc++) {
    const angle = random.between(0, Math.PI * 2);
    const away = unit * random.between(0, 0.42);
    const at: Point = [
      centre[0] + Math.cos(angle) * away * (width / unit),
      centre[1] + Math.sin(angle) * away * (height / unit),
    ];
    const radius = unit * random.between(0.06, 0.34);
    const colour = random.pick(colours);
    const paint = sketch.linear(
      [at[0] - radius, at[1] - radius],
      [at[0] + radius, at[1] + radius],
      [
        [0, mix(colour, palette.sun, 0.4), 0.95],
        [1, colour, 0.4],
      ],
    );
    const shadow: Point = [at[0] + unit * 0.012, at[1] + unit * 0.018];
    const spread = radius + unit * 0.03;
    const dim = sketch.radial(shadow, spread, [
      [Math.max(0, 1 - (unit * 0.07) / spread), palette.near, 0.34],
      [1, palette.near, 0],
    ]);
    sketch.circle(shadow, spread, dim);
    sketch.circle(at, radius, paint);
  }
  for (let orbit = random.int(5, 9); orbit > 0; orbit--) {
    const radius = unit * random.between(0.15, 0.75);
    const angle = random.between(0, Math.PI * 2);
    sketch.circle(centre, radius, 'none', {
      stroke: palette.sun,
      'stroke-width': unit * 0.0016,
      opacity: 0.6,
    });
    sketch.circle(
      [centre[0] + Math.cos(angle) * radius, centre[1] + Math.sin(angle) * radius],
      unit * random.between(0.006, 0.016),
      random.pick(colours),
    );
  }
}

/** Colour and form only. */
export function drawAbstract(scene: Scene): void {
  const { sketch, width, height, palette, random } = scene;
  const [top, middle, low] = palette.sky;
  sketch.fill(
    sketch.linear(
      [0, 0],
      [width * 0.35, height],
      [
        [0, top],
        [0.55, middle],
        [1, low],
      ],
    ),
  );
  random.pick([drawFolds, drawArches, drawOrbits])(scene);
}
