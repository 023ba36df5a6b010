import './zod-without-eval';
import type { Reusable } from '@/components/gallery/reusable';
import { sniffFile } from '@/components/references/sniff-file';
import { readManifest } from './read-manifest';
import { readZip } from './read-zip';
import { recognisePicture } from './recognise-picture';

type Restored =
  | { from: 'zip'; what: Reusable; batches: number }
  | { from: 'picture'; what: Reusable }
  | { fault: 'zipBroken' | 'zipForeign' | 'zipVersion' }
  | null;

/** What a ZIP or a picture tells of how it was made; null for any other file. */
export async function readSettings(file: File): Promise<Restored> {
  const kind = await sniffFile(file);
  if (kind === 'picture') {
    const what = await recognisePicture(file);
    return what ? { from: 'picture', what } : null;
  }
  if (kind !== 'zip') return null;
  const zip = await readZip(file);
  if (typeof zip === 'string') return { fault: zip };
  const manifest = readManifest(zip.text);
  return typeof manifest === 'string' ? { fault: manifest } : { from: 'zip', ...manifest };
}
