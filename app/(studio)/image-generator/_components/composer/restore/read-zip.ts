import { MANIFEST_FILE } from '@/lib/downloads/manifest-file';

/** Five hundred pictures with the longest prompts fit. */
const MAX_MANIFEST_BYTES = 16_000_000;

/** The manifest's text in a ZIP, of which nothing else is read; or why there is none. */
export async function readZip(file: Blob): Promise<{ text: string } | 'zipBroken' | 'zipForeign'> {
  const { BlobReader, configure, TextWriter, ZipReader } = await import(
    '@zip.js/zip.js/lib/zip-core-native.js'
  );
  // The page's policy lets no worker in that was made from a text.
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new BlobReader(file));
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory || entry.filename !== MANIFEST_FILE) continue;
      if (entry.uncompressedSize > MAX_MANIFEST_BYTES) return 'zipForeign';
      return { text: await entry.getData(new TextWriter()) };
    }
    return 'zipForeign';
  } catch (error) {
    console.info('A ZIP file cannot be read.', error);
    return 'zipBroken';
  } finally {
    await reader.close();
  }
}
