import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import { polyline } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

/** The outline of a fir standing at a point. */
export function conifer([x, y]: Point, height: number, random: SeededRandom): string {
  const tiers = random.int(7, 11);
  const spread = height * random.between(0.17, 0.24);
  const side = (direction: number) =>
    Array.from({ length: tiers }, (_, tier): Point[] => {
      const t = (tier + 1) / tiers;
      const reach = spread * t ** 0.85 * random.between(0.78, 1.12);
      const down = y - height * (1 - t * 0.93);
      return [
        [x + direction * reach, down + height * 0.012],
        [x + direction * reach * 0.46, down - height * 0.008],
      ];
    }).flat();
  const trunk = height * 0.014;
  return polyline(
    [
      [x, y - height],
      ...side(1),
      [x + trunk, y - height * 0.07],
      [x + trunk, y],
      [x - trunk, y],
      [x - trunk, y - height * 0.07],
      ...side(-1).reverse(),
    ],
    true,
  );
}
