import type { GeneratedImage, PictureTask } from '@/lib/generation/schema';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

function extensionOf(mimeType: string): string {
  return EXTENSIONS[mimeType] ?? 'bin';
}

const MAX_CHARACTERS = 60;
/** File systems take 255 bytes for a name with everything that is added to it. */
const MAX_BYTES = 180;

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
const encoder = new TextEncoder();
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

const fits = (text: string) =>
  [...characters.segment(text)].length <= MAX_CHARACTERS && encoder.encode(text).length <= MAX_BYTES;

function cut(word: string): string {
  let text = '';
  for (const { segment } of characters.segment(word)) {
    if (!fits(text + segment)) break;
    text += segment;
  }
  return text;
}

/** The first words of a text in the letters of its language, small and joined by hyphens; `otherwise` if it has no word. */
export function slugOf(text: string, otherwise: string): string {
  const words = text.normalize('NFC').toLowerCase().replace(/['’]/g, '').match(WORDS) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word;
    if (!fits(longer)) break;
    slug = longer;
  }
  return slug || cut(words[0] ?? '') || otherwise;
}

interface Nameable {
  prompt: string;
  /** ISO 8601. */
  createdAt: string;
  seed?: number | undefined;
  mimeType: string;
}

/** What a picture is called when it is taken away: `a-lighthouse-above-a-sea-of-fog-2026-11-21-12345.png`. */
export function pictureName({ prompt, createdAt, seed, mimeType }: Nameable): string {
  const parts = [slugOf(prompt, 'picture'), createdAt.slice(0, 10), ...(seed === undefined ? [] : [seed])];
  return `${parts.join('-')}.${extensionOf(mimeType)}`;
}

export interface NamedPicture {
  file: string;
  task: PictureTask;
  image: GeneratedImage;
}

/**
 * The pictures of these tasks with their names in a ZIP, which sort in its order: `01-a-fox-7.png`. By `slot` they have the
 * numbers of their slots in a batch, and newer versions say so: `01-v2-a-fox-7.png`; by `order` they are counted as they come.
 * Tasks without a picture are left out.
 */
export function nameEntries(tasks: readonly PictureTask[], by: 'slot' | 'order'): NamedPicture[] {
  const pictures = tasks.flatMap((task) => task.images.map((image) => ({ task, image })));
  const digits = Math.max(2, String(pictures.length).length);
  const versions = new Map<number, number>();
  return pictures.map(({ task, image }, index) => {
    const number = by === 'slot' ? task.position + 1 : index + 1;
    const version = (versions.get(number) ?? 0) + 1;
    versions.set(number, version);
    const parts = [
      String(number).padStart(digits, '0'),
      ...(version > 1 ? [`v${version}`] : []),
      slugOf(task.prompt, 'picture'),
      ...(image.seed === undefined ? [] : [image.seed]),
    ];
    return { file: `${parts.join('-')}.${extensionOf(image.mimeType)}`, task, image };
  });
}
