import { makeCopy, makeThumbnail } from '@/lib/images/copies';
import { drawPicture } from '@/lib/providers/demo/draw-picture';
import { pictureSize } from '@/lib/providers/picture-size';

/** A picture as it is stored. */
export interface Sample {
  width: number;
  height: number;
  original: Buffer;
  preview: Buffer;
  thumb: Buffer;
  placeholder: string;
}

/** The ratios and subjects that seeded batches take turns with. */
const RATIOS = ['1:1', '16:9', '3:4', '9:16', '3:2'];
const SUBJECTS = ['a lighthouse above the sea', 'wild poppies in a garden'];
const PREVIEW_SIDE = 1280;

/** Pictures as a provider would send them, two of each ratio, with the copies that the server would make. */
export async function samplePictures(): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const ratio of RATIOS) {
    const size = pictureSize(ratio, '1K');
    if (!size) throw new Error(`There is no size for ${ratio}.`);
    for (const [seed, prompt] of SUBJECTS.entries()) {
      const original = await drawPicture({ wish: { prompt, seed }, frame: size, size });
      const { bytes: thumb, placeholder } = await makeThumbnail(original);
      const preview = await makeCopy(original, PREVIEW_SIDE);
      samples.push({ ...size, original, preview, thumb, placeholder });
    }
  }
  return samples;
}
