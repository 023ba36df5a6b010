/**
 * What a file is by its first bytes, whatever it is called: `picture` can be sent as it is, `convertible` if the browser
 * can open it, `moving` and `drawing` are pictures that are no references, `closed` what can't be read: a folder, or a file that has
 * gone.
 */
export type FileKind = 'picture' | 'convertible' | 'moving' | 'drawing' | 'zip' | 'closed' | 'other';

/** A PNG says before its pixels that it moves; a colour profile may stand before that. */
const HEAD_BYTES = 65_536;
const WEBP_MOVES = 0x02;

/** Reads no more than the first 64 KB. */
export async function sniffFile(file: Blob): Promise<FileKind> {
  const bytes = await readHead(file);
  if (!bytes) return 'closed';
  const text = new TextDecoder('latin1').decode(bytes);
  if (text.startsWith('PNG\r\n\u001a\n', 1)) {
    const pixels = text.indexOf('IDAT');
    return text.slice(0, pixels < 0 ? undefined : pixels).includes('acTL') ? 'moving' : 'picture';
  }
  if (text.startsWith('ÿØÿ')) return 'picture';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') {
    const extended = text.slice(12, 16) === 'VP8X';
    return extended && ((bytes[20] ?? 0) & WEBP_MOVES) !== 0 ? 'moving' : 'picture';
  }
  if (text.startsWith('GIF8')) return 'moving';
  if (text.startsWith('PK\u0003\u0004') || text.startsWith('PK\u0005\u0006')) return 'zip';
  if (text.slice(4, 8) === 'ftyp' || /^(?:BM|II\*\0|MM\0\*)/.test(text)) return 'convertible';
  return /<svg[\s/>]/i.test(text.slice(0, 4096)) ? 'drawing' : 'other';
}

async function readHead(file: Blob): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch (error) {
    console.info('A file cannot be read.', error);
    return undefined;
  }
}
