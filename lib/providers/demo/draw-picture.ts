import sharp from '@/lib/images/sharp';
import type { PictureSize } from '@/lib/providers/picture-size';
import { composePicture, type Wish } from './compose-picture';
import { makeGrain } from './make-grain';

/** libvips draws an SVG anew for every tile of 2000 px a side: larger pictures are enlarged from one tile, or two. */
const TILE = 2000;
const GRAIN_SIDE = 512;
const GRAIN_STRENGTH = 24;

/** A PNG of exactly this size, the same bytes for the same wish, marked as a demo in its corner. */
export async function drawPicture(wish: Wish, frame: PictureSize, size: PictureSize): Promise<Buffer> {
  const { sketch } = composePicture(wish, frame);
  const longest = Math.max(size.width, size.height);
  const scale = Math.min(1, TILE / Math.sqrt(size.width * size.height), (2 * TILE) / longest);
  const width = Math.round(size.width * scale);
  const height = Math.round(size.height * scale);
  // Into memory first: a resize that pulls strips out of an SVG draws it again for each, a minute at 4K.
  const drawn = await sharp(Buffer.from(sketch.toSvg(width, height)))
    .removeAlpha()
    .raw()
    .toBuffer();

  const side = Math.min(GRAIN_SIDE, width, height);
  const grain = makeGrain(`grain/${wish.prompt}/${wish.seed}`, side, GRAIN_STRENGTH);
  const grained = await sharp(drawn, { raw: { width, height, channels: 3 } })
    .composite([
      { input: grain, raw: { width: side, height: side, channels: 3 }, tile: true, blend: 'soft-light' },
    ])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(grained, { raw: { width, height, channels: 3 } })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'cubic' })
    .png({ compressionLevel: 6, adaptiveFiltering: scale < 1 })
    .toBuffer();
}
