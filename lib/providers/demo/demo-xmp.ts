import { writeXmp } from '@/lib/images/write-xmp';
import type { ImageRequest } from '@/lib/providers/image-provider';

/** The XMP of Darkroom's pictures, which also says to whoever reads the file that no model made this one. */
export function demoXmp(request: ImageRequest): string {
  const { prompt, model, aspectRatio, imageSize, negativePrompt, seed, references } = request;
  const referenceIds = references.length > 0 ? references.map(({ id }) => id) : undefined;
  const settings = { aspectRatio, imageSize, seed, negativePrompt, referenceIds };
  return writeXmp(
    { prompt, model, settings, seed },
    { sourceType: 'algorithmicMedia', creatorTool: 'Darkroom demo', title: 'demo' },
  );
}
