import { mix } from '@/lib/providers/demo/colour';
import { drawFog } from '@/lib/providers/demo/elements/draw-fog';
import { drawSky } from '@/lib/providers/demo/elements/draw-sky';
import { drawWater } from '@/lib/providers/demo/elements/draw-water';
import type { Scene } from '@/lib/providers/demo/scene';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import { polyline } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

interface Tower {
  x: number;
  width: number;
  top: number;
  floor: number;
}

function drawRoof(
  { sketch, unit }: Scene,
  { x, width, top }: Tower,
  colour: string,
  random: SeededRandom,
): void {
  const middle = x + width / 2;
  const kind = random.int(0, 6);
  if (kind === 0) {
    const corners: Point[] = [
      [x, top + 1],
      [middle, top - width * random.between(0.5, 1.4)],
      [x + width, top + 1],
    ];
    sketch.path(polyline(corners, true), colour);
  } else if (kind === 1) {
    sketch.rect(x + width * 0.16, top - width * 0.22, width * 0.68, width * 0.24, colour);
    sketch.rect(x + width * 0.34, top - width * 0.42, width * 0.32, width * 0.24, colour);
  } else if (kind === 2) {
    sketch.path(
      polyline(
        [
          [x, top + 1],
          [x + width, top - width * random.between(0.25, 0.5)],
          [x + width, top + 1],
        ],
        true,
      ),
      colour,
    );
  } else if (kind === 3) {
    sketch.path(`M${x} ${top + 1}A${width / 2} ${width * 0.42} 0 0 1 ${x + width} ${top + 1}Z`, colour);
  }
  if (random.chance(0.35)) {
    sketch.stroke(`M${middle} ${top}V${top - unit * random.between(0.03, 0.09)}`, colour, unit * 0.0022);
  }
}

function drawWindows(
  { sketch, unit, palette }: Scene,
  tower: Tower,
  random: SeededRandom,
  lit: number,
): void {
  const pane = unit * random.pick([0.0052, 0.0065, 0.008]);
  const gapX = pane * random.between(1.7, 2.3);
  const gapY = pane * random.between(1.9, 2.8);
  const columns = Math.floor((tower.width - pane * 1.6) / gapX);
  const left = tower.x + (tower.width - columns * gapX + (gapX - pane)) / 2;
  const warm = [palette.accent, palette.sun, mix(palette.accent, palette.sun, 0.5)] as const;
  for (let y = tower.top + pane * 2.4; y < tower.floor - gapY; y += gapY) {
    const busy = random.chance(0.25) ? 1.8 : 0.8;
    for (let column = 0; column < columns; column++) {
      if (!random.chance(lit * busy)) continue;
      const paint = random.pick([...warm]);
      sketch.rect(left + column * gapX, y, pane, pane * 1.25, paint, { opacity: random.between(0.45, 1) });
    }
  }
}

function drawRow(scene: Scene, depth: number, floor: number): void {
  const { sketch, width, unit, palette, random } = scene;
  const row = random.fork(`row ${depth}`);
  const colour = mix(mix(palette.far, palette.sky[1], 0.35), palette.near, 0.1 + 0.85 * depth);
  const haze = mix(colour, palette.sky[2], 0.42 * (1 - depth));
  const centre = width * row.between(0.3, 0.7);
  const night = palette.light === 'night' || palette.light === 'dusk';
  for (let x = -unit * 0.04; x < width; ) {
    const towerWidth = unit * row.between(0.045, 0.12) * (0.75 + 0.5 * depth);
    const nearCentre = Math.exp(-(((x - centre) / (unit * 0.42)) ** 2));
    const rise =
      unit * (0.08 + row.between(0.02, 0.22) + nearCentre * row.between(0.05, 0.3)) * (1.12 - 0.42 * depth);
    const tower: Tower = { x, width: towerWidth, top: floor - rise, floor };
    const paint = sketch.vertical(tower.top, floor, [
      [0, colour],
      [1, haze],
    ]);
    sketch.rect(x, tower.top, towerWidth + 0.5, rise + 1, paint);
    drawRoof(scene, tower, colour, row);
    if (depth > 0.3) drawWindows(scene, tower, row, (night ? 0.34 : 0.1) * (0.5 + depth));
    x += towerWidth + (row.chance(0.25) ? unit * row.between(0.004, 0.03) : 0);
  }
}

/** A skyline in three depths, its windows lit, over water that keeps their light. */
export function drawCity(scene: Scene): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const shore = height * random.between(0.74, 0.84);
  const sun: Point = [width * random.between(0.18, 0.82), shore - unit * random.between(0.36, 0.58)];
  drawSky(scene, { horizon: shore, sun, sunRadius: unit * random.between(0.05, 0.1) });
  const glow = mix(palette.sky[2], palette.accent, 0.4);
  sketch.rect(
    0,
    shore - unit * 0.5,
    width,
    unit * 0.5,
    sketch.vertical(shore - unit * 0.5, shore, [
      [0, glow, 0],
      [1, glow, 0.55],
    ]),
  );
  for (const depth of [0, 0.5, 1]) {
    drawRow(scene, depth, shore);
    if (depth < 1) drawFog(scene, shore - unit * 0.04, unit * 0.06, glow, 0.34);
  }
  drawWater(scene, shore, sun[0], 0.5);
  const lights = random.fork('lights');
  sketch.group({ filter: sketch.blur(unit * 0.004, unit * 0.0015) }, () => {
    for (let index = Math.round((44 * width) / unit); index > 0; index--) {
      const length = (height - shore) * lights.between(0.2, 0.85);
      const colour = lights.pick([palette.accent, palette.sun]);
      const paint = sketch.vertical(shore, shore + length, [
        [0, colour, 0.6],
        [1, colour, 0],
      ]);
      sketch.rect(lights.between(0, width), shore, unit * lights.between(0.002, 0.007), length, paint, {
        opacity: lights.between(0.3, 0.9),
      });
    }
  });
  sketch.rect(0, shore - unit * 0.003, width, unit * 0.007, mix(palette.near, palette.far, 0.15));
}
