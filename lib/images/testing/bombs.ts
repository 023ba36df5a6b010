import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { pngChunk } from './png-chunk';

const plain = (side: number, channels: 3 | 4 = 3): Sharp =>
  sharp({ create: { width: side, height: side, channels, background: '#345' } });

/** Of one colour, 16 bits, in passes. At a side of 8900: 0.95 MB that took 923 of memory. */
export const interlacedPng = (side = 6000): Promise<Buffer> =>
  plain(side, 4).toColourspace('rgb16').png({ progressive: true, compressionLevel: 9 }).toBuffer();

/** At a side of 8900: took 702 MB. */
export const progressiveJpeg = (side = 6000): Promise<Buffer> =>
  plain(side).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer();

/** By its header, of 8900 × 8900: the rest is not there, and must not be asked for. */
export async function progressiveCmykJpeg(): Promise<Buffer> {
  const jpeg = await plain(64).toColourspace('cmyk').jpeg({ progressive: true }).toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2]));
  jpeg.writeUInt16BE(8900, frame + 5);
  jpeg.writeUInt16BE(8900, frame + 7);
  return jpeg;
}

/** 38 bytes, of which libwebp makes a picture of 256 MB. */
export const largeWebp = (side = 8000): Promise<Buffer> =>
  plain(side, 4).webp({ lossless: true, effort: 0 }).toBuffer();

async function pngWith(chunks: Buffer[]): Promise<Buffer> {
  const png = await plain(64).png().toBuffer();
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]);
}

/** Texts of 7.9 MB each in 8 KB: a file of 0.7 MB for every hundred, which took 1.9 GB at nine hundred. */
export function textPng(texts = 900): Promise<Buffer> {
  const packed = deflateSync(Buffer.alloc(7_900_000, 'a'), { level: 9 });
  const chunk = (index: number) => pngChunk('zTXt', Buffer.concat([Buffer.from(`k${index}\0\0`), packed]));
  return pngWith(Array.from({ length: texts }, (_, index) => chunk(index)));
}

/** A profile that inflates to 60 MB. */
export const profilePng = (): Promise<Buffer> =>
  pngWith([pngChunk('iCCP', Buffer.concat([Buffer.from('icc\0\0'), deflateSync(Buffer.alloc(60_000_000))]))]);

/** The last pass again and again. */
export async function manyScansJpeg(): Promise<Buffer> {
  const jpeg = await progressiveJpeg(1000);
  const end = jpeg.length - 2;
  const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), end);
  return Buffer.concat([jpeg.subarray(0, end), ...Array<Buffer>(500).fill(scan), jpeg.subarray(end)]);
}
