import { MAX_PIXELS } from './max-pixels';
import sharp from './sharp';

/**
 * A WebP of a picture that inspectImage has accepted: upright, never larger than it, its longest side at most this long,
 * without any of its metadata, and with this XMP if any.
 */
export async function makeCopy(bytes: Uint8Array, longestSide: number, xmp?: string): Promise<Buffer> {
  const copy = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 });
  return (xmp === undefined ? copy : copy.withXmp(xmp)).toBuffer();
}
