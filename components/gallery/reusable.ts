import type { GenerationSettings } from '@/lib/generation/schema';

/** What a picture or a batch hands back to the composer. */
export interface Reusable {
  prompt: string;
  model: string;
  settings: GenerationSettings;
  /** How many at once; a single picture leaves that as it is. */
  count?: number;
}
