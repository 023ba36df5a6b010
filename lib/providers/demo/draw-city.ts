import { mix } from './colour';
import { drawFog, drawSky, drawWater, type Scene } from './scenery';
import type { SeededRandom } from './seeded-random';
import { type Point, polygon } from './sketch';

interface Tower {
  x: number;
  width: number;
  top: number;
}

function drawRoof({ sketch }: Scene, { x, width, top }: Tower, colour: string, random: SeededRandom) {
  const [kind, high] = [random.int(0, 6), top - width * random.between(0.3, 1.2)];
  const [middle, right, foot] = [x + width / 2, x + width, top + 0.1];
  if (kind < 2) sketch.path(polygon([x, foot], [kind ? middle : right, high], [right, foot]), colour);
  if (kind === 2) sketch.path(`M${x} ${foot}A${width / 2} ${width * 0.42} 0 0 1 ${right} ${foot}Z`, colour);
  if (kind === 3) sketch.rect(x + width * 0.2, top - width * 0.3, width * 0.6, width * 0.32, colour);
  const mast = `M${middle} ${top}v${-random.between(5, 11)}`;
  if (random.chance(0.35)) sketch.stroke(mast, colour, 0.22);
}

function drawWindows(
  { sketch, palette }: Scene,
  tower: Tower,
  floor: number,
  lit: number,
  random: SeededRandom,
) {
  const { x, width, top } = tower;
  const pane = random.pick([0.52, 0.65, 0.8]);
  const [gapX, gapY] = [pane * random.between(1.7, 2.3), pane * random.between(1.9, 2.8)];
  const columns = Math.floor((width - pane * 1.6) / gapX);
  const left = x + (width - columns * gapX + gapX - pane) / 2;
  const warm = [palette.accent, palette.sun, mix(palette.accent, palette.sun, 0.5)];
  for (let y = top + pane * 2.4; y < floor - gapY; y += gapY) {
    const busy = lit * random.pick([0.8, 0.8, 0.8, 1.8]);
    for (let column = 0; column < columns; column++) {
      const light = { opacity: random.between(0.45, 1) };
      if (random.chance(busy))
        sketch.rect(left + column * gapX, y, pane, pane * 1.25, random.pick(warm), light);
    }
  }
}

function drawRow(scene: Scene, depth: number, floor: number) {
  const { sketch, width, palette, random } = scene;
  const row = random.fork(`row ${depth}`);
  const colour = mix(mix(palette.far, palette.sky[1], 0.35), palette.near, 0.1 + 0.85 * depth);
  const haze = mix(colour, palette.sky[2], 0.42 * (1 - depth));
  const centre = width * row.between(0.3, 0.7);
  const lit = ['night', 'dusk'].includes(palette.light) ? 0.34 : 0.1;
  for (let x = -4; x < width; ) {
    const wide = row.between(4.5, 12) * (0.75 + 0.5 * depth);
    const downtown = Math.exp(-(((x - centre) / 42) ** 2)) * row.between(5, 30);
    const rise = (8 + row.between(2, 22) + downtown) * (1.12 - 0.42 * depth);
    const tower = { x, width: wide, top: floor - rise };
    const wall = sketch.vertical(tower.top, floor, [0, colour], [1, haze]);
    sketch.rect(x, tower.top, wide + 0.05, rise + 0.1, wall);
    drawRoof(scene, tower, colour, row);
    if (depth > 0.3) drawWindows(scene, tower, floor, lit * (0.5 + depth), row);
    x += wide + (row.chance(0.25) ? row.between(0.4, 3) : 0);
  }
}

/** A skyline in three depths, its windows lit, over water that keeps their light. */
export function drawCity(scene: Scene): void {
  const { sketch, width, height, palette, random } = scene;
  const shore = height * random.between(0.74, 0.84);
  const sun: Point = [width * random.between(0.18, 0.82), shore - random.between(36, 58)];
  drawSky(scene, shore, sun, random.between(5, 10));
  const glow = mix(palette.sky[2], palette.accent, 0.4);
  const smog = sketch.vertical(shore - 50, shore, [0, glow, 0], [1, glow, 0.55]);
  sketch.rect(0, shore - 50, width, 50, smog);
  for (const depth of [0, 0.5, 1]) {
    drawRow(scene, depth, shore);
    if (depth < 1) drawFog(scene, shore - 4, 6, glow, 0.34);
  }
  drawWater(scene, shore, sun[0], 0.5);
  sketch.group({ filter: sketch.blur(0.4, 0.15) }, () => {
    for (let left = width * 0.44; left > 0; left--) {
      const [length, wide] = [(height - shore) * random.between(0.2, 0.85), random.between(0.2, 0.7)];
      const colour = random.pick([palette.accent, palette.sun]);
      const light = sketch.vertical(shore, shore + length, [0, colour, 0.6], [1, colour, 0]);
      sketch.rect(random.between(0, width), shore, wide, length, light, {
        opacity: random.between(0.3, 0.9),
      });
    }
  });
  sketch.rect(0, shore - 0.3, width, 0.7, mix(palette.near, palette.far, 0.15));
}
