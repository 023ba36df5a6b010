'use client';

import { createContext, useContext } from 'react';
import type { GenerationSettings, PictureTask } from '@/lib/generation/schema';
import type { CardVisibility } from './card-visibility';

/**
 * `edit` is a prompt upon the picture, `reference` one more to go by, `model` is everything, with the choice of another model.
 */
export type ReuseKind = 'everything' | 'settings' | 'prompt' | 'seed' | 'edit' | 'reference' | 'model';

/** Both have the prompt and the settings of the picture and new seeds; `subtle` ones go by the picture itself as well. */
export type MakeKind = 'variations' | 'subtle';

/** So many variations at once. */
export const VARIATIONS = 4;

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
  /** Where it is. */
  topicId?: string | undefined;
}

/** What a task hands back to the composer, with its picture if it has one. */
export function reusableOf({ prompt, model, settings, images, parentId, topicId }: PictureTask): Reusable {
  const [image] = images;
  return {
    prompt,
    model,
    settings,
    ...(image && { picture: { id: image.id, ...(image.seed !== undefined && { seed: image.seed }) } }),
    ...(parentId && { parentId }),
    ...(topicId && { topicId }),
  };
}

interface Pictures {
  /** Which cards are in the window. */
  visibility: CardVisibility;
  /** Fills the composer, from any page, and never sends. */
  onReuse: (kind: ReuseKind, what: Reusable) => void;
  /** Asks for variations of a picture, from any page; they are on their way when it returns. */
  onMake: (kind: MakeKind, what: Reusable) => void;
  /** Opens a finished picture in the lightbox, to compare it at once if asked. */
  onOpen: (taskId: string, how?: 'compare') => void;
}

export const PicturesContext = createContext<Pictures | null>(null);

/** What cards and lightbox lead to on this page. */
export function usePictures(): Pictures {
  const pictures = useContext(PicturesContext);
  if (!pictures) throw new Error('usePictures needs a PicturesContext above it');
  return pictures;
}
