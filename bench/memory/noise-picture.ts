import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

const SIDE = 1168;

/** A PNG of 4 MB that decodes quickly: noise can't be compressed, so it is hardly tried. */
export function noisePicture(): Promise<Buffer> {
  return sharp(randomBytes(SIDE * SIDE * 3), { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
