import type { Sketch } from '@/lib/providers/demo/sketch';

/** "demo" in strokes on a 16 × 7 grid (x-height 4), so that no installed font is needed. */
const STROKES = [
  'M4 1V7M4 5a2 2 0 1 0 -4 0a2 2 0 1 0 4 0',
  'M5.5 5H9.4a2 2 0 1 0 -.7 1.55',
  'M11 7V3M11 5a1.5 1.8 0 0 1 3 0V7M14 5a1.5 1.8 0 0 1 3 0V7',
  'M22.6 5a2 2 0 1 0 -4 0a2 2 0 1 0 4 0',
].join('');

/** Says in the corner of the picture that no model made it. */
export function drawWordmark(sketch: Sketch): void {
  const scale = Math.min(sketch.width, sketch.height) / 380;
  const margin = 9 * scale;
  const x = sketch.width - 22.6 * scale - margin;
  const y = sketch.height - 7 * scale - margin;
  sketch.group({ transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})` }, () => {
    sketch.stroke(STROKES, '#000000', 2, { opacity: 0.22, 'stroke-linejoin': 'round' });
    sketch.stroke(STROKES, '#fffaf0', 0.85, { opacity: 0.82, 'stroke-linejoin': 'round' });
  });
}
