import { mix } from '@/lib/providers/demo/colour';
import type { Scene } from '@/lib/providers/demo/scene';
import { polyline } from '@/lib/providers/demo/shape';
import type { Point } from '@/lib/providers/demo/sketch';

/** A banded lighthouse standing at a point; lit, with its beam, unless it is day. */
export function drawLighthouse({ sketch, unit, palette, random }: Scene, [x, y]: Point, size: number): void {
  const foot = size * 0.115;
  const neck = size * 0.07;
  const tower = size * 0.78;
  const lamp: Point = [x, y - tower - size * 0.075];
  if (palette.light !== 'day') drawBeams();

  const white = mix(palette.sun, '#ffffff', 0.35);
  const shade = (colour: string) =>
    sketch.linear(
      [x - foot, y],
      [x + foot, y],
      [
        [0, mix(colour, palette.near, 0.12)],
        [0.4, colour],
        [1, mix(colour, palette.near, 0.62)],
      ],
    );
  const light = shade(white);
  const dark = shade(mix(palette.accent, palette.near, 0.18));
  const bands = 5;
  for (let band = 0; band < bands; band++) {
    const edge = (t: number) => [foot + (neck - foot) * t, y - tower * t] as const;
    const [below, above] = [edge(band / bands), edge((band + 1) / bands)];
    const corners: Point[] = [
      [x - below[0], below[1] + 0.5],
      [x + below[0], below[1] + 0.5],
      [x + above[0], above[1]],
      [x - above[0], above[1]],
    ];
    sketch.path(polyline(corners, true), band % 2 ? dark : light);
  }
  const iron = mix(palette.near, palette.far, 0.12);
  sketch.rect(x - neck * 1.5, y - tower - size * 0.018, neck * 3, size * 0.022, iron);
  sketch.rect(
    x - neck * 0.82,
    y - tower - size * 0.12,
    neck * 1.64,
    size * 0.104,
    mix(palette.sun, palette.accent, 0.3),
  );
  for (const bar of [-0.78, -0.26, 0.26, 0.78]) {
    sketch.stroke(`M${x + neck * bar} ${y - tower}V${y - tower - size * 0.12}`, iron, size * 0.009);
  }
  sketch.path(
    `M${x - neck * 1.05} ${y - tower - size * 0.115}Q${x} ${y - tower - size * 0.235} ${x + neck * 1.05} ${y - tower - size * 0.115}Z`,
    iron,
  );
  sketch.stroke(`M${x} ${y - tower - size * 0.16}V${y - size}`, iron, size * 0.01);
  if (palette.light !== 'day') {
    sketch.circle(
      lamp,
      size * 0.34,
      sketch.radial(lamp, size * 0.34, [
        [0, palette.sun, 0.9],
        [0.2, palette.sun, 0.42],
        [1, palette.sun, 0],
      ]),
    );
  }

  function drawBeams(): void {
    const reach = unit * 1.5;
    const tilt = random.between(-0.16, 0.05);
    for (const direction of [1, -1]) {
      const end: Point = [lamp[0] + direction * reach, lamp[1] + direction * reach * tilt];
      const spread = reach * 0.075;
      const paint = sketch.linear(lamp, end, [
        [0, palette.sun, 0.6],
        [0.35, palette.sun, 0.2],
        [1, palette.sun, 0],
      ]);
      const corners: Point[] = [lamp, [end[0], end[1] - spread], [end[0], end[1] + spread]];
      sketch.path(polyline(corners, true), paint, { filter: sketch.blur(unit * 0.004) });
    }
  }
}
