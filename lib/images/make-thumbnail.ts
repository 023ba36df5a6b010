import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { MAX_PIXELS } from './max-pixels';

const LONGEST_SIDE = 512;
/** The most that ThumbHash takes. */
const HASHED_SIDE = 100;

export interface Thumbnail {
  /** WebP, longest side 512, never larger than the picture. */
  bytes: Buffer;
  /** base64 ThumbHash. */
  placeholder: string;
}

/** A small copy and a blurred placeholder of a picture that inspectImage has accepted. */
export async function makeThumbnail(bytes: Uint8Array): Promise<Thumbnail> {
  const thumbnail = await sharp(bytes, {
    limitInputPixels: MAX_PIXELS,
    failOn: 'error',
    sequentialRead: true,
  })
    .autoOrient()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer();
  const { data, info } = await sharp(thumbnail)
    .resize(HASHED_SIDE, HASHED_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(info.width, info.height, data);
  return { bytes: thumbnail, placeholder: Buffer.from(hash).toString('base64') };
}
