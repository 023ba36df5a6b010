import type { Scene } from '@/lib/providers/demo/scene';

/** A bank of fog: long blurred streaks about a height, thickest in the middle. */
export function drawFog(scene: Scene, y: number, thickness: number, colour: string, opacity: number): void {
  const { sketch, width, unit, random } = scene;
  const fog = random.fork(`fog ${Math.round(y)}`);
  sketch.group({ filter: sketch.blur(thickness * 0.32, thickness * 1.6), opacity }, () => {
    const count = Math.ceil((width / unit) * 7);
    for (let index = 0; index < count; index++) {
      const x = (index / (count - 1)) * width + unit * fog.between(-0.12, 0.12);
      const centre = [x, y + thickness * fog.between(-0.5, 0.5)] as const;
      sketch.ellipse(centre, unit * fog.between(0.12, 0.34), thickness * fog.between(0.14, 0.5), colour, {
        opacity: fog.between(0.35, 0.9),
      });
    }
  });
}
