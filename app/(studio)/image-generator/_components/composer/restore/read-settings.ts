import './zod-without-eval';
import { z } from 'zod';
import { COUNTS } from '@/app/(studio)/_components/draft/draft';
import type { Reusable } from '@/components/pictures/pictures-context';
import { sniffFile } from '@/components/references/sniff-file';
import { MANIFEST_FILE, manifestSchema } from '@/lib/downloads/manifest';
import { recognisePicture } from './recognise-picture';

type Restored =
  | { from: 'zip'; what: Reusable; batches: number }
  | { from: 'picture'; what: Reusable }
  | { fault: 'zipBroken' | 'zipForeign' | 'zipVersion' }
  | null;

/** What a ZIP, its manifest alone or a picture tells of how it was made; null for any other file. */
export async function readSettings(file: File): Promise<Restored> {
  const kind = await sniffFile(file);
  if (kind === 'picture') {
    const what = await recognisePicture(file);
    return what ? { from: 'picture', what } : null;
  }
  if (kind !== 'zip' && !isJson(file)) return null;
  const found = kind === 'zip' ? await readZip(file) : { text: await file.text() };
  if (typeof found === 'string') return { fault: found };
  const manifest = readManifest(found.text);
  if (manifest === 'zipForeign' && kind !== 'zip') return null;
  return typeof manifest === 'string' ? { fault: manifest } : { from: 'zip', ...manifest };
}

const isJson = ({ name, size }: File) => /\.json$/i.test(name) && size <= MAX_MANIFEST_BYTES;

/** Five hundred pictures with the longest prompts fit. */
const MAX_MANIFEST_BYTES = 16_000_000;

/** The manifest's text in a ZIP, of which nothing else is read; or why there is none. */
async function readZip(file: Blob): Promise<{ text: string } | 'zipBroken' | 'zipForeign'> {
  const { BlobReader, configure, TextWriter, ZipReader } = await import(
    '@zip.js/zip.js/lib/zip-core-native.js'
  );
  // The page's policy lets no worker in that was made from a text.
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new BlobReader(file));
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory || !isManifest(entry.filename)) continue;
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

/** Unpacked and packed again, its files are in a folder, and what a Mac notes about them in another. */
function isManifest(path: string): boolean {
  const [first, ...others] = path.split('/');
  return first !== '__MACOSX' && [first, others.join('/')].includes(MANIFEST_FILE);
}

interface Restorable {
  what: Reusable;
  /** How many batches the pictures are of; it is the first that is restored. */
  batches: number;
}

const oursSchema = z.object({ format: z.literal('darkroom') });

/** The form that made the first batch of a ZIP; or why it can't be told. */
function readManifest(text: string): Restorable | 'zipForeign' | 'zipVersion' {
  const json = parseJson(text);
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) return oursSchema.safeParse(json).success ? 'zipVersion' : 'zipForeign';
  const { pictures } = parsed.data;
  const [first] = pictures;
  if (!first) return 'zipForeign';
  const { prompt, model, settings, batchId, parentId } = first;
  // A slot may hold several versions.
  const slots = new Set(
    pictures.filter((picture) => picture.batchId === batchId).map(({ position }) => position),
  );
  return {
    what: {
      prompt,
      model,
      settings,
      count: Math.min(slots.size, COUNTS.length),
      ...(parentId && { parentId }),
    },
    batches: new Set(pictures.map((picture) => picture.batchId)).size,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
