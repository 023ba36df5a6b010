import { mix } from '@/lib/providers/demo/colour';
import type { Scene } from '@/lib/providers/demo/scene';

/** Water from a height to the lower edge, with the light of the sun broken up on it. */
export function drawWater(scene: Scene, top: number, sunX: number, strength = 1): void {
  const { sketch, width, height, unit, palette, random } = scene;
  const depth = height - top;
  const [, middle, low] = palette.sky;
  const deep = mix(palette.near, middle, 0.22);
  sketch.rect(
    0,
    top,
    width,
    depth,
    sketch.vertical(top, height, [
      [0, mix(low, palette.far, 0.35)],
      [0.18, mix(palette.far, middle, 0.45)],
      [1, deep],
    ]),
  );
  const waves = random.fork('waves');
  for (let index = Math.round(70 + (80 * width) / unit); index > 0; index--) {
    const near = waves.next() ** 1.5;
    const colour = waves.chance(0.55) ? mix(low, palette.sun, 0.25) : palette.near;
    const length = unit * (0.012 + near * waves.between(0.04, 0.22));
    sketch.ellipse(
      [waves.between(0, width), top + near * depth],
      length,
      unit * (0.0006 + near * 0.0028),
      colour,
      {
        opacity: waves.between(0.05, 0.2),
      },
    );
  }
  const glints = random.fork('glints');
  for (let index = 150; index > 0; index--) {
    const near = glints.next() ** 1.35;
    const spread = unit * (0.018 + near * 0.13);
    const x = sunX + spread * (glints.next() + glints.next() - 1) * 1.5;
    const length = unit * (0.006 + near * glints.between(0.008, 0.05));
    sketch.ellipse([x, top + near * depth], length, unit * (0.0008 + near * 0.0026), palette.sun, {
      opacity: strength * (1 - near * 0.72) * glints.between(0.3, 0.95),
    });
  }
}
