import { z } from 'zod';
import { MAX_SEED } from '@/lib/generation/schema';
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

const storedSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z.object({
      model: z.string().catch(DEFAULT_SETTINGS.model),
      aspectRatio: z.string().catch(DEFAULT_SETTINGS.aspectRatio),
      imageSize: z.string().catch(DEFAULT_SETTINGS.imageSize),
      count: z.int().min(1).max(COUNTS.length).catch(DEFAULT_SETTINGS.count),
      seed: z.int().min(0).max(MAX_SEED).nullable().catch(DEFAULT_SETTINGS.seed),
      exclude: z.string().catch(DEFAULT_SETTINGS.exclude),
    }),
  );

/** Settings as they were stored, as far as the catalogue still offers them. */
export function parseSettings(stored: string | null): ComposerSettings {
  const parsed = storedSchema.safeParse(stored);
  return parsed.success ? fitToModel(parsed.data) : DEFAULT_SETTINGS;
}

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
