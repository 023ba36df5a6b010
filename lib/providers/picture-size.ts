/** Pixels at 1K, by aspect ratio: about a megapixel each, in multiples of 8, as Gemini's image models make them. */
const AT_1K: Readonly<Record<string, readonly [width: number, height: number]>> = {
  '1:1': [1024, 1024],
  '1:4': [512, 2048],
  '1:8': [384, 3072],
  '2:3': [848, 1264],
  '3:2': [1264, 848],
  '3:4': [896, 1200],
  '4:1': [2048, 512],
  '4:3': [1200, 896],
  '4:5': [928, 1152],
  '5:4': [1152, 928],
  '8:1': [3072, 384],
  '9:16': [768, 1376],
  '16:9': [1376, 768],
  '21:9': [1584, 672],
};

const SCALES: Readonly<Record<string, number>> = { '512': 0.5, '1K': 1, '2K': 2, '4K': 4 };

export interface PictureSize {
  width: number;
  height: number;
}

/** Pixels of a picture, or undefined for an aspect ratio or size that no model in the catalogue offers. */
export function pictureSize(aspectRatio: string, imageSize: string): PictureSize | undefined {
  const at1K = Object.hasOwn(AT_1K, aspectRatio) ? AT_1K[aspectRatio] : undefined;
  const scale = Object.hasOwn(SCALES, imageSize) ? SCALES[imageSize] : undefined;
  return at1K && scale ? { width: at1K[0] * scale, height: at1K[1] * scale } : undefined;
}
