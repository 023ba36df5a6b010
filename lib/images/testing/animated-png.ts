import sharp from 'sharp';
import { pngChunk } from './png-chunk';

/** A PNG with the chunk that says how many frames there are. */
export async function animatedPng(frames: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#804020' } })
    .png()
    .toBuffer();
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames);
  return Buffer.concat([png.subarray(0, 33), pngChunk('acTL', control), png.subarray(33)]);
}
