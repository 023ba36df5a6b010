import { writeXmp } from '@/lib/images/write-xmp';
import type { ImageRequest } from '@/lib/providers/image-provider';

type Wish = Omit<ImageRequest, 'references'>;

/** The XMP of Darkroom's pictures, which also says to whoever reads the file that no model made this one. */
export function demoXmp({ prompt, model, aspectRatio, imageSize, negativePrompt, seed }: Wish): string {
  const settings = { aspectRatio, imageSize, seed, negativePrompt };
  return writeXmp(
    { prompt, model, settings, seed },
    { sourceType: 'algorithmicMedia', creatorTool: 'Darkroom demo', title: 'demo' },
  );
}
