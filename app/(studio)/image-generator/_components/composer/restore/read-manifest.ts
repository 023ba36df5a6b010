import { z } from 'zod';
import { COUNTS } from '@/app/(studio)/image-generator/_components/composer/composer-settings';
import type { Reusable } from '@/components/gallery/reusable';
import { manifestSchema } from '@/lib/downloads/manifest';

interface Restorable {
  what: Reusable;
  /** How many batches the pictures are of; it is the first that is restored. */
  batches: number;
}

const oursSchema = z.object({ format: z.literal('darkroom') });

/** The form that made the first batch of a ZIP; or why it can't be told. */
export function readManifest(text: string): Restorable | 'zipForeign' | 'zipVersion' {
  const json = parseJson(text);
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) return oursSchema.safeParse(json).success ? 'zipVersion' : 'zipForeign';
  const { pictures } = parsed.data;
  const [first] = pictures;
  if (!first) return 'zipForeign';
  const { prompt, model, settings, batchId, parentId } = first;
  // A slot may hold several versions.
  const slots = new Set(
    pictures.filter((picture) => picture.batchId === batchId).map(({ position }) => position),
  );
  return {
    what: {
      prompt,
      model,
      settings,
      count: Math.min(slots.size, COUNTS.length),
      ...(parentId && { parentId }),
    },
    batches: new Set(pictures.map((picture) => picture.batchId)).size,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
