import { expect, it } from 'vitest';
import { CATALOGUE, imageSizes } from './catalogue';
import { pictureSize } from './picture-size';

it.each([
  ['1:1', '512', 512, 512],
  ['1:1', '1K', 1024, 1024],
  ['1:1', '2K', 2048, 2048],
  ['1:1', '4K', 4096, 4096],
  ['16:9', '1K', 1376, 768],
  ['8:1', '4K', 12_288, 1536],
])('%s at %s', (ratio, size, width, height) => {
  expect(pictureSize(ratio, size)).toEqual({ width, height });
});

it('knows every ratio and size of the catalogue, true to the ratio within 2 % and about a megapixel at 1K', () => {
  for (const model of CATALOGUE) {
    for (const ratio of model.aspectRatios) {
      for (const size of imageSizes(model)) {
        const [across = 0, down = 0] = ratio.split(':').map(Number);
        const { width = 0, height = 0 } = pictureSize(ratio, size) ?? {};
        expect(Math.abs(width / height / (across / down) - 1), `${ratio} ${size}`).toBeLessThan(0.02);
        if (size === '1K') expect(Math.abs((width * height) / 1024 ** 2 - 1), ratio).toBeLessThan(0.13);
      }
    }
  }
});

it.each([
  ['7:5', '1K'],
  ['1:1', '8K'],
  ['toString', '1K'],
  ['1:1', 'constructor'],
])('does not know %s at %s', (ratio, size) => {
  expect(pictureSize(ratio, size)).toBeUndefined();
});
