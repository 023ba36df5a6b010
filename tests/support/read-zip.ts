import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

/** What is in a ZIP, in order, by another program than the one that wrote it; throws for one with any damage. */
export async function readZip(bytes: Buffer): Promise<{ name: string; content: Buffer }[]> {
  const zip = await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true });
  const entries = [];
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName} is damaged.`);
    entries.push({ name: entry.fileName, content });
  }
  return entries;
}
