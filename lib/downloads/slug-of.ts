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
