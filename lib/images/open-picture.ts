import type { Metadata, Sharp } from 'sharp';
import sharp from './image-work';
import { isAnimatedPng, withoutExtras } from './png';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

/** The type that the first bytes claim, of the three that are accepted. */
export function sniffImageType(bytes: Uint8Array): PictureType | undefined {
  const head = Buffer.from(bytes.subarray(0, 12));
  if (head.subarray(0, 8).equals(PNG)) return 'image/png';
  if (head.subarray(0, 3).equals(JPEG)) return 'image/jpeg';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp';
  return undefined;
}

/** Samples per pixel of the chroma planes together, beside one of brightness. */
const CHROMA: Readonly<Record<string, number>> = { '4:2:0': 0.5, '4:2:2': 1, '4:4:0': 1, '4:4:4': 2 };

/** libjpeg keeps every coefficient of a picture that comes in passes, in two bytes. */
const COEFFICIENT_BYTES = 2;
/** What libwebp decodes a lossless picture into, whole. */
const WEBP_PIXEL_BYTES = 4;

/**
 * The bytes of a picture with this header that its decoder holds at once. Rows that come in order stream, and take none; a
 * picture that comes in passes is there as a whole.
 */
function decodeCost({ format, width, height, channels, depth, isProgressive, ...rest }: Metadata): number {
  const pixels = width * height;
  if (format === 'webp') return pixels * WEBP_PIXEL_BYTES;
  if (!isProgressive) return 0;
  if (format !== 'jpeg') return pixels * channels * (depth === 'uchar' ? 1 : 2);
  const chroma = CHROMA[rest.chromaSubsampling ?? ''] ?? channels - 1;
  return pixels * (1 + chroma) * COEFFICIENT_BYTES;
}

/** Four times the largest picture on offer (4K, about 19 megapixels). */
const MAX_PIXELS = 80_000_000;
/** Of what must be in memory whole: 50 megapixels of a phone's progressive JPEG or of a WebP, a 4K PNG of 16 bits in passes. */
const MAX_DECODED_BYTES = 200_000_000;
/** Encoders write about ten. Each is a pass over the whole picture: with one per bit of each coefficient, minutes. */
const MAX_SCANS = 100;
/** Of work on one picture: half a second is usual, eleven the slowest that was found within the other limits. */
const MAX_SECONDS = 60;

const START_OF_SCAN = Buffer.from([0xff, 0xda]);

function hasTooManyScans(file: Buffer): boolean {
  let scans = 0;
  for (let at = file.indexOf(START_OF_SCAN); at >= 0 && scans <= MAX_SCANS; scans++)
    at = file.indexOf(START_OF_SCAN, at + 2);
  return scans > MAX_SCANS;
}

/** Why a file is not taken as a picture, in words that go behind "The file". */
export class RefusedPicture extends Error {
  override readonly name = 'RefusedPicture';
}

/** For whatever a decoder throws. */
export const toRefused = (cause: unknown): RefusedPicture =>
  cause instanceof RefusedPicture
    ? cause
    : new RefusedPicture('is damaged or incomplete: it cannot be read to its end', { cause });

export interface OpenPicture {
  /** Decodes strictly, from the first row to the last. */
  picture: Sharp;
  type: PictureType;
  width: number;
  height: number;
  /** Size as a browser shows it, after the orientation of a photograph was applied. */
  upright: { width: number; height: number };
}

const inMegapixels = (pixels: number) => Math.floor(pixels / 1_000_000);

/**
 * A file that is a still picture, whose decoding takes no more memory and time than a picture may; decided by its header. Throws
 * {@link RefusedPicture}. Every picture that comes from outside is opened here, whoever it comes from.
 */
export async function openPicture(bytes: Uint8Array): Promise<OpenPicture> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Sniffed first, so that no other decoder of libvips (SVG, PDF, …) ever sees the bytes.
  const type = sniffImageType(whole);
  if (!type) throw new RefusedPicture('is not a PNG, JPEG or WebP picture');
  if (type === 'image/png' && isAnimatedPng(whole))
    throw new RefusedPicture('is animated: send a still picture');
  const file = type === 'image/png' ? withoutExtras(whole) : whole;
  const metadata = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw toRefused(cause);
    });
  const { width, height, pages = 1, autoOrient } = metadata;
  if (pages > 1) throw new RefusedPicture('is animated: send a still picture');
  if (width * height > MAX_PIXELS)
    throw new RefusedPicture(
      `is ${width} × ${height} pixels: ${inMegapixels(MAX_PIXELS)} megapixels are the most that is taken`,
    );
  const cost = decodeCost(metadata);
  if (cost > MAX_DECODED_BYTES)
    throw new RefusedPicture(
      `takes too much memory to read: at ${width} × ${height} pixels, save it as a plain JPEG or PNG, not progressive or ` +
        'interlaced, or make it smaller',
    );
  if (type === 'image/jpeg' && metadata.isProgressive && hasTooManyScans(file))
    throw new RefusedPicture('comes in too many passes: save it as a plain JPEG, not progressive');
  const picture = sharp(file, {
    limitInputPixels: MAX_PIXELS,
    failOn: 'error',
    sequentialRead: true,
  }).timeout({ seconds: MAX_SECONDS });
  return { picture, type, width, height, upright: autoOrient };
}
