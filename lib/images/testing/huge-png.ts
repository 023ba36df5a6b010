import { deflateSync } from 'node:zlib';
import { pngChunk } from './png-chunk';

/** A whole PNG in one bit per pixel, all black: 30,000 × 30,000 of them take 110 KB. */
export function hugePng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}
