import { extensionOf } from './extension-of';
import { slugOf } from './slug-of';

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
