import { mix } from '@/lib/providers/demo/colour';
import type { Scene } from '@/lib/providers/demo/scene';
import type { Point } from '@/lib/providers/demo/sketch';

interface SkyOptions {
  /** Where the gradient ends; below it goes on in the colour of the horizon. */
  horizon: number;
  sun: Point;
  sunRadius: number;
  clouds?: boolean;
}

function drawStars({ sketch, width, unit, random, palette }: Scene, horizon: number): void {
  const stars = random.fork('stars');
  const count = Math.round((width * horizon) / (unit * unit) / 0.0045);
  for (let index = 0; index < count; index++) {
    const depth = stars.next() ** 1.6;
    const radius = unit * stars.between(0.0006, 0.0021) * (stars.chance(0.04) ? 1.8 : 1);
    const opacity = (1 - depth) * stars.between(0.25, 0.95);
    sketch.circle([stars.between(0, width), depth * horizon], radius, palette.sun, { opacity });
  }
}

function drawClouds({ sketch, width, unit, random, palette }: Scene, horizon: number): void {
  const clouds = random.fork('clouds');
  const colour = mix(palette.sky[2], palette.sun, palette.light === 'night' ? 0.1 : 0.45);
  sketch.group(
    { filter: sketch.blur(unit * 0.007, unit * 0.03), opacity: clouds.between(0.25, 0.55) },
    () => {
      for (let bank = clouds.int(2, 4); bank > 0; bank--) {
        const y = horizon * clouds.between(0.12, 0.8);
        const x = clouds.between(0, width);
        for (let streak = clouds.int(4, 8); streak > 0; streak--) {
          const centre: Point = [
            x + unit * clouds.between(-0.4, 0.4),
            y + unit * clouds.between(-0.028, 0.028),
          ];
          const length = unit * clouds.between(0.14, 0.42);
          sketch.ellipse(centre, length, unit * clouds.between(0.008, 0.026), sketch.soft(colour), {
            opacity: clouds.between(0.4, 1),
          });
        }
      }
    },
  );
}

/** A sky with its light: gradient, stars at night, glow, disc, and streaks of cloud. */
export function drawSky(scene: Scene, { horizon, sun, sunRadius, clouds = true }: SkyOptions): void {
  const { sketch, palette, unit } = scene;
  const [top, middle, low] = palette.sky;
  sketch.fill(
    sketch.vertical(0, horizon, [
      [0, top],
      [0.3, mix(top, middle, 0.55)],
      [0.62, middle],
      [1, low],
    ]),
  );
  const night = palette.light === 'night';
  if (night) drawStars(scene, horizon);
  const glow = night ? 0.4 : 0.75;
  sketch.fill(
    sketch.radial(sun, unit * 0.85, [
      [0, palette.sun, glow],
      [0.16, mix(palette.sun, low, 0.35), glow * 0.62],
      [0.42, low, glow * 0.28],
      [1, low, 0],
    ]),
  );
  if (clouds) drawClouds(scene, horizon);
  const edge = mix(palette.sun, low, 0.35);
  sketch.circle(
    sun,
    sunRadius,
    sketch.vertical(sun[1] - sunRadius, sun[1] + sunRadius, [
      [0.35, palette.sun],
      [1, edge],
    ]),
  );
}
