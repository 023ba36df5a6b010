import type { Scene } from '@/lib/providers/demo/scene';

/** A bank of fog: long soft streaks about a height, thickest in the middle. */
export function drawFog(scene: Scene, y: number, thickness: number, colour: string, opacity: number): void {
  const { sketch, width, unit, random } = scene;
  const fog = random.fork(`fog ${Math.round(y)}`);
  sketch.group({ opacity }, () => {
    const count = Math.ceil((width / unit) * 9);
    for (let index = 0; index < count; index++) {
      const x = (index / (count - 1)) * width + unit * fog.between(-0.12, 0.12);
      const centre = [x, y + thickness * fog.between(-0.5, 0.5)] as const;
      const length = unit * fog.between(0.24, 0.52);
      sketch.ellipse(centre, length, thickness * fog.between(0.7, 1.5), sketch.soft(colour), {
        opacity: fog.between(0.4, 0.9),
      });
    }
  });
}
