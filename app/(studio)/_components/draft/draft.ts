import type { Reference } from '@/components/references/reference';
import {
  DEFAULT_ASPECT_RATIO,
  DEFAULT_IMAGE_SIZE,
  DEFAULT_MODEL,
  findModel,
  imageSizes,
  type ModelEntry,
} from '@/lib/providers/catalogue';

export interface ComposerSettings {
  model: string;
  aspectRatio: string;
  imageSize: string;
  count: number;
  /** Null: the provider chooses. */
  seed: number | null;
  exclude: string;
}

export const COUNTS = [1, 2, 3, 4] as const;

export const DEFAULT_SETTINGS: ComposerSettings = {
  model: DEFAULT_MODEL.id,
  aspectRatio: DEFAULT_ASPECT_RATIO,
  imageSize: DEFAULT_IMAGE_SIZE,
  count: 1,
  seed: null,
  exclude: '',
};

/** Keeps what the chosen model offers and replaces the rest; an unknown model becomes the default. */
export function fitToModel(settings: ComposerSettings): ComposerSettings {
  const model: ModelEntry = findModel(settings.model) ?? DEFAULT_MODEL;
  return {
    ...settings,
    model: model.id,
    aspectRatio: offered(settings.aspectRatio, model.aspectRatios, DEFAULT_ASPECT_RATIO),
    imageSize: offered(settings.imageSize, imageSizes(model), DEFAULT_IMAGE_SIZE),
    seed: model.seed ? settings.seed : null,
  };
}

function offered(value: string, on: readonly string[], fallback: string): string {
  if (on.includes(value)) return value;
  return on.includes(fallback) ? fallback : (on[0] ?? fallback);
}

/** What is being written. */
export interface Draft {
  prompt: string;
  settings: ComposerSettings;
  references: readonly Reference[];
  /** The picture that is being edited; it is one of the references. */
  parentId: string | null;
}

export const EMPTY_DRAFT: Draft = { prompt: '', settings: DEFAULT_SETTINGS, references: [], parentId: null };

/** A draft with what the chosen model offers, each reference once, and a parent only while it is a reference. */
export function fitDraft(draft: Draft): Draft {
  const settings = fitToModel(draft.settings);
  const ids = new Set<string>();
  const references = draft.references
    .filter((reference) => {
      if (!('id' in reference)) return true;
      if (ids.has(reference.id)) return false;
      return ids.add(reference.id);
    })
    .slice(0, maxReferences(settings.model));
  const kept = references.some((reference) => 'id' in reference && reference.id === draft.parentId);
  return { ...draft, settings, references, parentId: kept ? draft.parentId : null };
}

/** How many references a model takes; of an unknown one, what the default takes. */
export function maxReferences(model: string): number {
  return (findModel(model) ?? DEFAULT_MODEL).maxReferences;
}
