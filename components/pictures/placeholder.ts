import { thumbHashToAverageRGBA, thumbHashToDataURL } from 'thumbhash';

interface Placeholder {
  /** The picture's average colour: a few bytes, fit for the server's HTML. */
  colour: string;
  /** A blurred preview as a data URL of about 5 KB: made in the browser only. */
  preview: () => string;
}

const HEADER_BYTES = 5;

/** Decodes a base64 ThumbHash; null for one that can't be read. */
export function decodePlaceholder(base64: string): Placeholder | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    if (bytes.length < HEADER_BYTES) return null;
    const { r, g, b } = thumbHashToAverageRGBA(bytes);
    const [red, green, blue] = [r, g, b].map((part) => Math.round(part * 255));
    return { colour: `rgb(${red} ${green} ${blue})`, preview: () => thumbHashToDataURL(bytes) };
  } catch {
    return null;
  }
}
