import type { GenerationSettings } from '@/lib/generation/schema';

/** `variations` is everything with a new seed; `edit` is a prompt upon the picture, `reference` one more to go by. */
export type ReuseKind = 'everything' | 'settings' | 'prompt' | 'seed' | 'variations' | 'edit' | 'reference';

/** What a picture or a batch hands back to the composer. */
export interface Reusable {
  prompt: string;
  model: string;
  settings: GenerationSettings;
  /** How many at once; a single picture leaves that as it is. */
  count?: number;
  /** The picture itself, with the seed that it was made with. */
  picture?: { id: string; seed?: number };
  /** The picture that this one is an edit of. */
  parentId?: string | undefined;
}
