import { adjust, mix } from '@/lib/providers/demo/colour';
import { drawBloom } from '@/lib/providers/demo/elements/draw-bloom';
import type { Scene } from '@/lib/providers/demo/scene';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import type { Point } from '@/lib/providers/demo/sketch';

const HEADS = ['poppy', 'daisy', 'dahlia', 'tulip', 'anemone'] as const;
const LEAF_GREENS = ['#5f7a52', '#48694f', '#7d8a55', '#3f5f5a'] as const;

function drawLeaf({ sketch }: Scene, [x, y]: Point, angle: number, length: number, colour: string): void {
  const wide = length * 0.2;
  const turn = `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${((angle * 180) / Math.PI).toFixed(1)})`;
  sketch.group({ transform: turn }, () => {
    sketch.path(
      `M0 0C${length * 0.25} ${-wide} ${length * 0.7} ${-wide} ${length} 0C${length * 0.7} ${wide * 0.9} ${length * 0.25} ${wide} 0 0Z`,
      colour,
    );
    sketch.path(
      `M0 0C${length * 0.25} ${wide} ${length * 0.7} ${wide * 0.9} ${length} 0Z`,
      adjust(colour, { lightness: -0.06 }),
    );
  });
}

function drawStem(scene: Scene, from: Point, to: Point, colour: string, random: SeededRandom): void {
  const bow = (to[0] - from[0]) * random.between(0.1, 0.5);
  const control: Point = [from[0] + bow * 0.25, from[1] + (to[1] - from[1]) * 0.55];
  scene.sketch.stroke(
    `M${from[0]} ${from[1]}Q${control[0]} ${control[1]} ${to[0]} ${to[1]}`,
    colour,
    scene.unit * 0.0052,
  );
  for (let leaf = random.int(1, 3); leaf > 0; leaf--) {
    const t = random.between(0.3, 0.8);
    const along = (a: number, c: number, b: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * c + t * t * b;
    const at: Point = [along(from[0], control[0], to[0]), along(from[1], control[1], to[1])];
    const angle = -Math.PI / 2 + (random.chance(0.5) ? 1 : -1) * random.between(0.5, 1.15);
    drawLeaf(
      scene,
      at,
      angle,
      scene.unit * random.between(0.07, 0.14),
      adjust(colour, { lightness: random.between(-0.03, 0.08) }),
    );
  }
}

function drawVase(
  { sketch, palette, unit }: Scene,
  [x, lip]: Point,
  floor: number,
  random: SeededRandom,
): void {
  const tall = floor - lip;
  const neck = unit * random.between(0.045, 0.075);
  const belly = neck + unit * random.between(0.05, 0.1);
  const foot = neck + unit * random.between(0, 0.035);
  const at = random.between(0.5, 0.68) * tall + lip;
  const side = (way: number) => [x + way * neck, x + way * belly, x + way * foot] as const;
  const [ln, lb, lf] = side(-1);
  const [rn, rb, rf] = side(1);
  const d = `M${ln} ${lip}C${ln} ${lip + tall * 0.22} ${lb} ${at - tall * 0.28} ${lb} ${at}S${lf} ${floor - tall * 0.06} ${lf} ${floor}L${rf} ${floor}C${rf} ${floor - tall * 0.06} ${rb} ${at + tall * 0.2} ${rb} ${at}S${rn} ${lip + tall * 0.22} ${rn} ${lip}Z`;
  const glaze = random.pick([
    palette.far,
    palette.sky[0],
    palette.near,
    mix(palette.sky[2], palette.far, 0.4),
  ]);
  sketch.ellipse([x + belly * 0.7, floor], belly * 2.5, unit * 0.04, sketch.soft(palette.near), {
    opacity: 0.6,
  });
  sketch.path(
    d,
    sketch.linear(
      [lb, 0],
      [rb, 0],
      [
        [0, mix(glaze, palette.near, 0.25)],
        [0.28, mix(glaze, palette.sun, 0.34)],
        [0.52, glaze],
        [1, mix(glaze, palette.near, 0.65)],
      ],
    ),
  );
  if (random.chance(0.6)) {
    sketch.group({ 'clip-path': sketch.clip(d), opacity: 0.35 }, () => {
      sketch.rect(lb, at - tall * 0.05, belly * 2, tall * 0.025, palette.sun);
      sketch.rect(lb, at + tall * 0.01, belly * 2, tall * 0.09, palette.accent);
    });
  }
  sketch.ellipse([x, lip], neck, unit * 0.009, mix(glaze, palette.near, 0.7));
}

/** Cut flowers in a vase before a plain wall, in the light of one window. */
export function drawFlowers(scene: Scene): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const night = palette.light === 'night';
  const wall = night ? mix(palette.sky[0], palette.near, 0.3) : mix(palette.sky[2], palette.sky[1], 0.18);
  const table = height * 0.8;
  const light: Point = [width * random.between(0.15, 0.4), height * 0.25];
  sketch.fill(wall);
  sketch.fill(
    sketch.radial(light, Math.hypot(width, height) * 0.62, [
      [0, palette.sun, night ? 0.22 : 0.6],
      [0.5, palette.sky[2], 0.16],
      [1, palette.near, 0.42],
    ]),
  );
  const wood = mix(palette.far, palette.near, night ? 0.6 : 0.25);
  sketch.rect(
    0,
    table,
    width,
    height - table,
    sketch.vertical(table, height, [
      [0, mix(wood, palette.sun, 0.22)],
      [0.1, wood],
      [1, mix(wood, palette.near, 0.55)],
    ]),
  );

  const floor = table + Math.min(unit * 0.08, (height - table) * 0.5);
  const x = width / 2 + unit * random.between(-0.06, 0.06);
  const lip: Point = [x, floor - unit * random.between(0.24, 0.31)];
  const leaf = mix(random.pick(LEAF_GREENS), palette.near, night ? 0.35 : 0.12);
  const space = Math.min(lip[1] - unit * 0.1, unit * 0.62);
  const stems = random.int(11, 17);
  const kinds = [random.pick(HEADS), random.pick(HEADS), 'sprig'] as const;
  const petals = adjust(palette.accent, { chroma: 1.15 });
  const inks = [
    petals,
    mix(petals, palette.sun, 0.5),
    adjust(petals, { hue: random.between(25, 60) * (random.chance(0.5) ? 1 : -1) }),
    adjust(petals, { hue: random.between(-30, 10), lightness: -0.1 }),
  ];
  const heads: { at: Point; index: number }[] = [];
  for (let index = 0; index < stems; index++) {
    const spread = ((index * 0.618 + random.next() * 0.2) % 1) * 2 - 1;
    const reach = space * random.between(0.5, 1) * (1 - 0.32 * spread * spread);
    const at: Point = [x + spread * Math.min(unit * 0.36, width * 0.42), lip[1] - reach];
    drawStem(
      scene,
      [x + spread * unit * 0.03, lip[1] + unit * 0.01],
      at,
      adjust(leaf, { lightness: random.between(-0.05, 0.05) }),
      random.fork(`stem ${index}`),
    );
    heads.push({ at, index });
  }
  for (const { at, index } of heads.sort((a, b) => a.at[1] - b.at[1])) {
    const kind = kinds[index % kinds.length] ?? 'poppy';
    drawBloom(
      scene,
      at,
      {
        kind,
        size: unit * random.between(0.055, 0.105),
        colour: inks[index % inks.length] ?? palette.accent,
      },
      random.fork(`bloom ${index}`),
    );
  }
  drawVase(scene, lip, floor, random.fork('vase'));
}
