import sharp from 'sharp';
import type { PictureSize } from '@/lib/providers/picture-size';
import { composePicture, type Wish } from './compose-picture';
import { DEMO_XMP } from './demo-xmp';
import { makeGrain } from './make-grain';

/** More is enlarged from this: an SVG with blurs at 4K takes seconds and hundreds of megabytes. */
const MOST_DRAWN = 2048 * 2048;
const GRAIN_SIDE = 512;

/** A PNG of exactly this size, the same bytes for the same wish, marked as a demo in the picture and in its XMP. */
export async function drawPicture(wish: Wish, frame: PictureSize, size: PictureSize): Promise<Buffer> {
  const { sketch } = composePicture(wish, frame);
  const scale = Math.min(1, Math.sqrt(MOST_DRAWN / (size.width * size.height)));
  const svg = sketch.toSvg(Math.round(size.width * scale), Math.round(size.height * scale));
  const side = Math.min(GRAIN_SIDE, size.width, size.height);
  const grain = await sharp(makeGrain(`${wish.prompt}/${wish.seed}`, side, 26), {
    raw: { width: side, height: side, channels: 1 },
  })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  return sharp(Buffer.from(svg))
    .resize(size.width, size.height, { fit: 'fill' })
    .removeAlpha()
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .removeAlpha()
    .withXmp(DEMO_XMP)
    .png({ compressionLevel: 6 })
    .toBuffer();
}
