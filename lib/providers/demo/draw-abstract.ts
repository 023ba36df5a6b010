import { mix } from './colour';
import { rolling, type Scene } from './scenery';
import { landUnder, type Point } from './sketch';

/** Sheets of colour that flow over one another like silk, each with its shadow on the one behind. */
function drawFolds({ sketch, width, height, palette, random }: Scene) {
  const [reach, sheets] = [Math.hypot(width, height), random.int(9, 13)];
  const transform = `rotate(${random.int(-28, 28)} ${width / 2} ${height / 2})`;
  sketch.group({ transform }, () => {
    for (let sheet = 0; sheet < sheets; sheet++) {
      const t = sheet / (sheets - 1);
      const stream = random.fork(`sheet ${sheet}`);
      const [fold, base] = [rolling(stream, 0.85, 2), height / 2 + reach * (0.84 * t - 0.42)];
      const line: Point[] = [];
      for (let x = width / 2 - reach * 0.6; x <= width / 2 + reach * 0.6; x += 2.5)
        line.push([x, base - 16 * fold(x)]);
      const [from, to] = t < 0.5 ? [palette.sky[0], palette.sky[2]] : [palette.far, palette.near];
      const colour = stream.chance(0.22) ? palette.accent : mix(from, to, (t * 2) % 1);
      // A blur of so large a shape takes a second at 2K.
      for (let step = 6; step > 0; step--) {
        const lifted = line.map(([x, y]): Point => [x, y - 0.45 * step]);
        sketch.path(landUnder(lifted, height + reach), palette.near, { opacity: 0.065 });
      }
      const crest = Math.min(...line.map(([, y]) => y));
      const [light, dark] = [mix(colour, palette.sun, 0.5), mix(colour, palette.near, 0.5)];
      const silk = sketch.vertical(crest, crest + 40, [0, light], [0.3, colour], [1, dark]);
      sketch.path(landUnder(line, height + reach), silk);
    }
  });
}

/** Arches within arches, as blocks of a print. */
function drawArches({ sketch, width, height, palette, random }: Scene) {
  const [top, middle] = palette.sky;
  const inks = [
    top,
    middle,
    palette.far,
    palette.accent,
    palette.sun,
    mix(palette.accent, palette.near, 0.35),
  ];
  const cell = width / Math.max(2, Math.round(width / random.pick([30, 42])));
  for (let y = height - cell; y > -cell; y -= cell) {
    for (let x = 0; x < width - 0.1; x += cell) {
      const [cx, cy, foot] = [x + cell / 2, y + cell / 2, y + cell];
      const [bands, round, turn] = [random.int(3, 5), random.chance(0.2), random.int(0, 3) * 90];
      sketch.rect(x, y, cell + 0.05, cell + 0.05, random.pick(inks));
      for (let r = cell / 2; r > 0.1; r -= cell / 2 / bands) {
        const arch = `M${cx - r} ${foot}V${cy}a${r} ${r} 0 0 1 ${2 * r} 0V${foot}Z`;
        if (round) sketch.circle([cx, cy], r * 0.86, random.pick(inks));
        else sketch.path(arch, random.pick(inks), { transform: `rotate(${turn} ${cx} ${cy})` });
      }
    }
  }
}

/** Large translucent discs and thin orbits about a common centre. */
function drawOrbits({ sketch, width, height, palette, random }: Scene) {
  const inks = [...palette.sky, palette.far, palette.accent, palette.sun];
  const centre: Point = [width * random.between(0.35, 0.65), height * random.between(0.38, 0.62)];
  const about = (away: number): Point => {
    const angle = random.between(0, Math.PI * 2);
    return [centre[0] + Math.cos(angle) * away, centre[1] + Math.sin(angle) * away];
  };
  for (let disc = 0; disc < 9; disc++) {
    const [[x, y], r] = [about(random.between(0, 45)), random.between(6, 34)];
    const ink = random.pick(inks);
    sketch.circle([x + 1.2, y + 1.8], r * 1.12, sketch.soft(palette.near), { opacity: 0.4 });
    const light = mix(ink, palette.sun, 0.4);
    sketch.circle([x, y], r, sketch.linear([x - r, y - r], [x + r, y + r], [0, light, 0.95], [1, ink, 0.4]));
  }
  for (let left = random.int(5, 9); left > 0; left--) {
    const r = random.between(15, 75);
    sketch.circle(centre, r, 'none', { stroke: palette.sun, 'stroke-width': 0.16, opacity: 0.6 });
    sketch.circle(about(r), random.between(0.6, 1.6), random.pick(inks));
  }
}

/** Colour and form only. */
export function drawAbstract(scene: Scene): void {
  const { sketch, width, height, palette, random } = scene;
  const [top, middle, low] = palette.sky;
  sketch.fill(sketch.linear([0, 0], [width * 0.35, height], [0, top], [0.55, middle], [1, low]));
  random.pick([drawFolds, drawArches, drawOrbits])(scene);
}
