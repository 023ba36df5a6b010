import { crc32 } from 'node:zlib';
import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';

interface ZipEntry {
  name: string;
  bytes: Uint8Array;
  at: Date;
}

/** Stored as it is: pictures are compressed already. With its sum known beforehand, an entry needs no buffer of its own. */
const STORED = 0;

async function writeEntries(zip: ZipWriter<unknown>, entries: AsyncIterable<ZipEntry>): Promise<void> {
  for await (const { name, bytes, at } of entries) {
    await zip.add(name, new Uint8ArrayReader(bytes), {
      passThrough: true,
      compressionMethod: STORED,
      uncompressedSize: bytes.length,
      crc32: crc32(bytes),
      lastModDate: at,
      useWebWorkers: false,
    });
  }
  await zip.close();
}

/**
 * A ZIP of these entries. The next is asked for when the one before has been read by whoever reads the ZIP, and none any more
 * once they stop. If an entry can't be had, the stream breaks off: a ZIP that ends well is a whole one.
 */
export function streamZip(entries: AsyncIterable<ZipEntry>): ReadableStream<Uint8Array> {
  const controller = Promise.withResolvers<TransformStreamDefaultController<Uint8Array>>();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({ start: controller.resolve });
  writeEntries(new ZipWriter(writable), entries).catch(async (error: unknown) => {
    (await controller.promise).error(error);
  });
  return readable;
}
