import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { expect } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { manifestSchema } from '@/lib/downloads/manifest';

/** What is in a ZIP, in order, by another program than the one that wrote it; throws for one with any damage. */
async function readZip(bytes: Buffer): Promise<{ name: string; content: Buffer }[]> {
  const zip = await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true });
  const entries = [];
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName} is damaged.`);
    entries.push({ name: entry.fileName, content });
  }
  return entries;
}

/** The pictures of an answer that is a whole ZIP of ours, beside what its manifest says of them. */
export async function openZip(response: Response) {
  expect(response.status, response.ok ? '' : await response.clone().text()).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/zip');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const bytes = Buffer.from(await response.arrayBuffer());
  const [first, ...files] = await readZip(bytes);
  expect(first?.name).toBe('manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(first?.content.toString() ?? ''));
  expect(manifest.pictures.map(({ file }) => file)).toEqual(files.map(({ name }) => name));
  return { bytes, files, manifest, disposition: response.headers.get('content-disposition') };
}
