import { adjust, mix } from '@/lib/providers/demo/colour';
import type { Scene } from '@/lib/providers/demo/scene';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import type { Point } from '@/lib/providers/demo/sketch';

interface Bloom {
  kind: 'poppy' | 'daisy' | 'dahlia' | 'tulip' | 'anemone' | 'sprig';
  /** Radius. */
  size: number;
  colour: string;
}

interface Ring {
  petals: number;
  reach: number;
  width: number;
  colour: string;
}

function drawRing({ sketch }: Scene, [x, y]: Point, ring: Ring, random: SeededRandom): void {
  const offset = random.between(0, 360);
  for (let petal = 0; petal < ring.petals; petal++) {
    const reach = ring.reach * random.between(0.88, 1.08);
    const wide = ring.width * random.between(0.9, 1.1);
    const angle = offset + (petal * 360) / ring.petals + random.between(-4, 4);
    const turn = `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${angle.toFixed(1)})`;
    const shade = adjust(ring.colour, { lightness: random.between(-0.035, 0.035) });
    sketch.path(
      `M0 0C${reach * 0.3} ${-wide} ${reach * 0.95} ${-wide * 1.15} ${reach} 0C${reach * 0.95} ${wide * 1.15} ${reach * 0.3} ${wide} 0 0Z`,
      shade,
      { transform: turn },
    );
  }
}

function drawHeart(
  { sketch, palette }: Scene,
  at: Point,
  radius: number,
  colour: string,
  random: SeededRandom,
): void {
  sketch.circle(at, radius, colour);
  for (let dot = 14; dot > 0; dot--) {
    const angle = random.between(0, Math.PI * 2);
    const away = radius * random.between(0.3, 1.25);
    const place: Point = [at[0] + Math.cos(angle) * away, at[1] + Math.sin(angle) * away];
    sketch.circle(place, radius * 0.11, random.chance(0.5) ? palette.sun : palette.near, { opacity: 0.85 });
  }
}

function drawTulip({ sketch, palette }: Scene, [x, y]: Point, { size, colour }: Bloom): void {
  const petal = (dx: number, lean: number, paint: string) =>
    sketch.path(
      `M${x} ${y + size * 0.7}C${x + dx - size * 0.7} ${y + size * 0.5} ${x + dx - size * 0.55} ${y - size * 0.5} ${x + lean} ${y - size * 1.05}C${x + dx + size * 0.55} ${y - size * 0.5} ${x + dx + size * 0.7} ${y + size * 0.5} ${x} ${y + size * 0.7}Z`,
      paint,
    );
  petal(-size * 0.22, -size * 0.42, mix(colour, palette.near, 0.25));
  petal(size * 0.22, size * 0.42, mix(colour, palette.near, 0.14));
  petal(0, 0, colour);
}

function drawSprig(
  { sketch, palette }: Scene,
  [x, y]: Point,
  { size, colour }: Bloom,
  random: SeededRandom,
): void {
  for (let bud = 26; bud > 0; bud--) {
    const t = bud / 26;
    const place: Point = [x + size * random.between(-0.3, 0.3) * t, y - size * 1.5 + size * 2.4 * t];
    sketch.ellipse(
      place,
      size * 0.13 * (0.5 + t * 0.6),
      size * 0.1,
      mix(colour, palette.sun, random.between(0, 0.45)),
      { opacity: 0.95 },
    );
  }
}

type DrawBloom = (scene: Scene, at: Point, bloom: Bloom, random: SeededRandom) => void;

const drawPoppy: DrawBloom = (scene, at, { size, colour }, random) => {
  const deep = mix(colour, scene.palette.near, 0.3);
  drawRing(scene, at, { petals: 5, reach: size * 1.1, width: size * 0.62, colour: deep }, random);
  drawRing(scene, at, { petals: 5, reach: size * 0.95, width: size * 0.6, colour }, random);
  drawHeart(scene, at, size * 0.2, scene.palette.near, random);
};

const drawDaisy: DrawBloom = (scene, at, { size }, random) => {
  const pale = mix(scene.palette.sun, '#ffffff', 0.3);
  const behind = mix(pale, scene.palette.far, 0.22);
  drawRing(scene, at, { petals: 13, reach: size * 1.05, width: size * 0.16, colour: behind }, random);
  drawRing(scene, at, { petals: 13, reach: size, width: size * 0.15, colour: pale }, random);
  drawHeart(scene, at, size * 0.27, scene.palette.accent, random);
};

const drawDahlia: DrawBloom = (scene, at, { size, colour }, random) => {
  for (const lift of [0, 0.1, 0.2, 0.3]) {
    const reach = 1.1 - lift * 2.2;
    const paint = mix(mix(colour, scene.palette.near, 0.3 - lift), scene.palette.sun, lift);
    const petals = Math.round(11 * reach + 3);
    drawRing(scene, at, { petals, reach: size * reach, width: size * 0.2, colour: paint }, random);
  }
  drawHeart(scene, at, size * 0.14, mix(colour, scene.palette.near, 0.3), random);
};

const drawAnemone: DrawBloom = (scene, at, { size, colour }, random) => {
  const outer = mix(colour, scene.palette.sun, 0.35);
  const inner = mix(colour, scene.palette.sun, 0.6);
  drawRing(scene, at, { petals: 8, reach: size * 1.05, width: size * 0.36, colour: outer }, random);
  drawRing(scene, at, { petals: 6, reach: size * 0.82, width: size * 0.34, colour: inner }, random);
  drawHeart(scene, at, size * 0.26, scene.palette.near, random);
};

const KINDS = {
  poppy: drawPoppy,
  daisy: drawDaisy,
  dahlia: drawDahlia,
  tulip: drawTulip,
  anemone: drawAnemone,
  sprig: drawSprig,
};

/** The head of a flower. */
export const drawBloom: DrawBloom = (scene, at, bloom, random) => KINDS[bloom.kind](scene, at, bloom, random);
