import { crc32 } from 'node:zlib';

const SIGNATURE = 8;
const PLAIN = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'cICP', 'iCCP', 'eXIf', 'pHYs']);
/** Of a profile or of EXIF: far above what programs write. */
const MAX_DATA = 1024 * 1024;

interface Chunk {
  type: string;
  start: number;
  end: number;
  data: Buffer;
}

function* chunksOf(png: Buffer): Generator<Chunk> {
  for (let start = SIGNATURE; start + 12 <= png.length; ) {
    const end = Math.min(png.length, start + 12 + png.readUInt32BE(start));
    const type = png.toString('latin1', start + 4, start + 8);
    yield { type, start, end, data: png.subarray(start + 8, end) };
    if (type === 'IEND') return;
    start = end;
  }
}

const isKept = ({ type, start, end }: Chunk) =>
  /^[A-Z]/.test(type) || (PLAIN.has(type) && end - start <= MAX_DATA);

/**
 * A PNG without what is no part of its picture. libpng inflates every text it comes by: 900 of 8 KB took 1.9 GB, before a
 * pixel was looked at. Of a file that has nothing of the kind, the same bytes.
 */
export function withoutExtras(png: Buffer): Buffer {
  let length = SIGNATURE;
  for (const chunk of chunksOf(png)) if (isKept(chunk)) length += chunk.end - chunk.start;
  if (length >= png.length) return png;
  const kept = Buffer.allocUnsafe(length);
  let at = png.copy(kept, 0, 0, SIGNATURE);
  for (const chunk of chunksOf(png)) if (isKept(chunk)) at += png.copy(kept, at, chunk.start, chunk.end);
  return kept;
}

/** Whether a PNG has frames, which libvips does not tell: a chunk acTL with more than one, before the first IDAT. */
export function isAnimatedPng(png: Buffer): boolean {
  for (const { type, data } of chunksOf(png)) {
    if (type === 'IDAT') return false;
    if (type === 'acTL') return data.length >= 4 && data.readUInt32BE() > 1;
  }
  return false;
}

/** The signature, and the chunk IHDR, which must be the first. */
const HEAD = 8 + 25;

/**
 * A PNG with this XMP packet, in the plain iTXt chunk that the XMP standard asks for. libvips writes a compressed zTXt,
 * which few programs read.
 */
export function addPngXmp(png: Uint8Array, xmp: string): Buffer {
  const named = Buffer.from(`iTXtXML:com.adobe.xmp\0\0\0\0\0${xmp}`);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(named.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([png.subarray(0, HEAD), length, named, check, png.subarray(HEAD)]);
}
