import { crc32 } from 'node:zlib';

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
