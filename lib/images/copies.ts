import { rgbaToThumbHash } from 'thumbhash';
import sharp from './image-work';
import { openPicture } from './open-picture';

/**
 * A WebP of a picture that inspectImage has accepted: upright, never larger than it, its longest side at most this long,
 * without any of its metadata, and with this XMP if any.
 */
export async function makeCopy(bytes: Uint8Array, longestSide: number, xmp?: string): Promise<Buffer> {
  const { picture } = await openPicture(bytes);
  const copy = picture
    .autoOrient()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 });
  return (xmp === undefined ? copy : copy.withXmp(xmp)).toBuffer();
}

const LONGEST_SIDE = 512;
/** The most that ThumbHash takes. */
const HASHED_SIDE = 100;

export interface Thumbnail {
  /** WebP, longest side 512, never larger than the picture. */
  bytes: Buffer;
  /** base64 ThumbHash. */
  placeholder: string;
}

/** A small copy, with this XMP if any, and a blurred placeholder of a picture that inspectImage has accepted. */
export async function makeThumbnail(bytes: Uint8Array, xmp?: string): Promise<Thumbnail> {
  const thumbnail = await makeCopy(bytes, LONGEST_SIDE, xmp);
  const { data, info } = await sharp(thumbnail)
    .resize(HASHED_SIDE, HASHED_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const hash = rgbaToThumbHash(info.width, info.height, data);
  return { bytes: thumbnail, placeholder: Buffer.from(hash).toString('base64') };
}
