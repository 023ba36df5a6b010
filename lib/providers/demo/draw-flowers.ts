import { adjust, mix } from './colour';
import type { Scene } from './scenery';
import type { SeededRandom } from './seeded-random';
import { type Point, placed } from './sketch';

/** A flower seen from the front: a few rings of petals, the inner ones shorter and lighter, about a heart. */
function drawFlower({ sketch, palette }: Scene, at: Point, size: number, colour: string, kind: SeededRandom) {
  const [petals, wide, rings, heart] = [
    kind.int(5, 14),
    kind.between(0.9, 1.5),
    kind.int(1, 4),
    kind.between(14, 27),
  ];
  const pale = kind.chance(0.3) ? 0.6 : 0;
  for (let ring = 0; ring < rings + 1; ring++) {
    const [turn, reach] = [kind.between(0, 360), 108 - (ring * 70) / (rings + 1)];
    const shade = mix(mix(colour, palette.near, 0.25 - ring * 0.08), palette.sun, pale + ring * 0.08);
    for (let petal = 0; petal < petals; petal++) {
      const [r, w] = [reach * kind.between(0.9, 1.08), ((reach * 3) / petals) * wide];
      const transform = placed(at, size, turn + (petal * 360) / petals + kind.between(-4, 4));
      const leaf = `M0 0C${r * 0.3} ${-w} ${r * 0.95} ${-w} ${r} 0C${r * 0.95} ${w} ${r * 0.3} ${w} 0 0Z`;
      sketch.path(leaf, adjust(shade, { lightness: kind.between(-0.035, 0.035) }), { transform });
    }
  }
  sketch.circle(at, (size * heart) / 100, palette.near);
  for (let dot = 12; dot > 0; dot--) {
    const [angle, away] = [kind.between(0, Math.PI * 2), (size * heart * kind.between(0.3, 1.2)) / 100];
    const place: Point = [at[0] + Math.cos(angle) * away, at[1] + Math.sin(angle) * away];
    sketch.circle(place, size * 0.025, kind.pick([palette.sun, palette.accent]), { opacity: 0.85 });
  }
}

/** A tulip from the side, half open. */
function drawTulip({ sketch, palette }: Scene, at: Point, size: number, colour: string) {
  sketch.group({ transform: placed(at, size) }, () => {
    for (const side of [-22, 22, 0]) {
      const [left, right] = [`${side - 70} 50 ${side - 55} -50`, `${side + 55} -50 ${side + 70} 50`];
      sketch.path(
        `M0 70C${left} ${side * 2} -105C${right} 0 70Z`,
        mix(colour, palette.near, Math.abs(side) / 110),
      );
    }
  });
}

function drawStem({ sketch }: Scene, from: Point, to: Point, colour: string, random: SeededRandom) {
  const bow = `${from[0] + (to[0] - from[0]) * 0.08} ${from[1] + (to[1] - from[1]) * 0.55}`;
  sketch.stroke(`M${from.join(' ')}Q${bow} ${to.join(' ')}`, colour, 0.52);
  for (let left = random.int(1, 3); left > 0; left--) {
    const t = random.between(0.3, 0.75);
    const place: Point = [
      from[0] + (to[0] - from[0]) * (0.16 * t + 0.84 * t * t),
      from[1] + (to[1] - from[1]) * t,
    ];
    const turn = -90 + random.pick([-1, 1]) * random.between(28, 66);
    sketch.group({ transform: placed(place, random.between(7, 14), turn) }, () => {
      sketch.path('M0 0C25 -20 70 -20 100 0C70 18 25 20 0 0Z', colour);
      sketch.path('M0 0C25 20 70 18 100 0Z', adjust(colour, { lightness: -0.06 }));
    });
  }
}

function drawVase({ sketch, palette, random }: Scene, at: Point, tall: number) {
  const [neck, middle] = [random.between(18, 28), random.between(50, 66)];
  const [belly, foot] = [neck + random.between(18, 36), neck + random.between(0, 12)];
  const left = `C${-neck} 22 ${-belly} ${middle - 28} ${-belly} ${middle}S${-foot} 94 ${-foot} 100`;
  const shape = `M${-neck} 0${left}H${foot}C${foot} 94 ${belly} ${middle + 20} ${belly} ${middle}S${neck} 22 ${neck} 0Z`;
  const glaze = random.pick([palette.far, palette.sky[0], palette.near]);
  const [shine, dark] = [mix(glaze, palette.sun, 0.34), mix(glaze, palette.near, 0.65)];
  const paint = sketch.linear([-belly, 0], [belly, 0], [0, glaze], [0.28, shine], [0.52, glaze], [1, dark]);
  sketch.group({ transform: placed(at, tall) }, () => {
    sketch.ellipse([30, 100], 110, 14, sketch.soft(palette.near), { opacity: 0.6 });
    sketch.path(shape, paint);
    sketch.group({ 'clip-path': sketch.clip(shape), opacity: random.pick([0, 0.35]) }, () => {
      sketch.rect(-belly, middle - 5, belly * 2, 2.5, palette.sun);
      sketch.rect(-belly, middle + 1, belly * 2, 9, palette.accent);
    });
    sketch.ellipse([0, 0], neck, 3, dark);
  });
}

/** Cut flowers in a vase before a plain wall, in the light of one window. */
export function drawFlowers(scene: Scene): void {
  const { sketch, width, height, palette, random } = scene;
  const [, middle, low] = palette.sky;
  const night = palette.light === 'night';
  const [table, reach] = [height * 0.8, Math.hypot(width, height) * 0.62];
  const window: Point = [width * random.between(0.15, 0.4), height * 0.25];
  sketch.fill(night ? mix(palette.sky[0], palette.near, 0.3) : mix(low, middle, 0.18));
  const [light, shade] = [night ? 0.22 : 0.6, palette.near];
  sketch.fill(sketch.radial(window, reach, [0, palette.sun, light], [0.5, low, 0.16], [1, shade, 0.42]));
  const wood = mix(palette.far, palette.near, night ? 0.6 : 0.25);
  const [back, front] = [mix(wood, palette.sun, 0.22), mix(wood, palette.near, 0.55)];
  const board = sketch.vertical(table, height, [0, back], [0.1, wood], [1, front]);
  sketch.rect(0, table, width, height - table, board);

  const tall = random.between(24, 31);
  const [x, lip] = [width / 2, table + Math.min(8, (height - table) * 0.5) - tall];
  const green = mix(random.pick(['#5f7a52', '#48694f', '#7d8a55']), palette.near, night ? 0.35 : 0.12);
  const petals = adjust(palette.accent, { chroma: 1.15 });
  const other = random.between(25, 60) * random.pick([-1, 1]);
  const colours = [petals, ...[other, -other / 2].map((hue) => adjust(petals, { hue }))];
  const space = Math.min(lip - 10, 62);
  const heads = Array.from({ length: random.int(11, 17) }, (_, index): Point => {
    const spread = ((index * 0.618 + random.next() * 0.2) % 1) * 2 - 1;
    const rise = space * random.between(0.5, 1) * (1 - 0.32 * spread * spread);
    const head: Point = [x + spread * Math.min(36, width * 0.42), lip - rise];
    drawStem(scene, [x + spread * 3, lip + 1], head, green, random.fork(`stem ${index}`));
    return head;
  });
  const tulips = /\btulip/.test(scene.words.join(' '));
  for (const [index, head] of heads.sort((a, b) => a[1] - b[1]).entries()) {
    const [kind, size, colour] = [index % 3, random.between(5.5, 10), random.pick(colours)];
    if (tulips || kind === 2) drawTulip(scene, head, size * 0.85, colour);
    else drawFlower(scene, head, size, colour, random.fork(`flower ${kind}`));
  }
  drawVase(scene, [x, lip], tall);
}
