import { isAnimatedPng } from '@/lib/images/is-animated-png';
import { MAX_PIXELS } from '@/lib/images/max-pixels';
import sharp from '@/lib/images/sharp';
import { sniffImageType } from '@/lib/images/sniff-image-type';
import { refusedUpload } from './refused-upload';

const LONGEST_SIDE = 2048;
const SHORTEST_SIDE = 16;

interface NormalPicture {
  bytes: Buffer;
  width: number;
  height: number;
  mimeType: 'image/webp';
}

const damaged = (cause: unknown) =>
  refusedUpload('is damaged or incomplete: it cannot be read to its end', cause);

/** Refuses by the header, before a pixel is decoded. */
async function checkHeader(bytes: Uint8Array): Promise<void> {
  // Sniffed first, so that no other decoder of libvips (SVG, PDF, …) ever sees the bytes.
  const type = sniffImageType(bytes);
  if (!type) throw refusedUpload('is not a PNG, JPEG or WebP picture');
  const { width, height, pages } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw damaged(error);
    });
  if ((pages ?? 1) > 1 || (type === 'image/png' && isAnimatedPng(bytes)))
    throw refusedUpload('is animated: send a still picture');
  if (Math.min(width, height) < SHORTEST_SIDE)
    throw refusedUpload(`is ${width} × ${height} pixels: each side needs at least ${SHORTEST_SIDE}`);
  if (width * height > MAX_PIXELS)
    throw refusedUpload(
      `is ${width} × ${height} pixels: ${MAX_PIXELS / 1_000_000} megapixels are the most that is taken`,
    );
}

/**
 * What is kept of an uploaded picture: its pixels in sRGB, upright, at most 2048 px a side, as WebP. Everything else in the
 * file (EXIF with the place and the camera, XMP, profiles) stays behind. Throws `invalid_request` with a reason for `file`.
 */
export async function normalisePicture(file: Uint8Array): Promise<NormalPicture> {
  await checkHeader(file);
  const { data, info } = await sharp(file, {
    limitInputPixels: MAX_PIXELS,
    failOn: 'error',
    sequentialRead: true,
  })
    .autoOrient()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 92, alphaQuality: 100, smartSubsample: true })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw damaged(error);
    });
  return { bytes: data, width: info.width, height: info.height, mimeType: 'image/webp' };
}
