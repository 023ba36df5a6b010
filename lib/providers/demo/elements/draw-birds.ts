import type { Scene } from '@/lib/providers/demo/scene';
import type { Point } from '@/lib/providers/demo/sketch';

/** A few birds far away, in loose formation about a point. */
export function drawBirds({ sketch, unit, random, palette }: Scene, [x, y]: Point): void {
  const birds = random.fork('birds');
  for (let index = birds.int(3, 7); index > 0; index--) {
    const wing = unit * birds.between(0.006, 0.013);
    const lift = wing * birds.between(0.25, 0.7);
    const bx = x + unit * birds.between(-0.13, 0.13);
    const by = y + unit * birds.between(-0.06, 0.06);
    const d = `M${bx - wing} ${by - lift}q${wing * 0.62} ${-lift * 0.2} ${wing} ${lift}q${wing * 0.38} ${-lift * 1.2} ${wing} ${-lift}`;
    sketch.stroke(d, palette.near, unit * 0.0018, { opacity: 0.75 });
  }
}
