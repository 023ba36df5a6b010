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
