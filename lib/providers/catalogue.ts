export interface ModelEntry {
  /** The id that the API takes and rows keep. */
  id: string;
  label: string;
  aspectRatios: readonly string[];
  /** Credits for one picture, by size; its keys are the sizes on offer. */
  credits: Readonly<Record<string, number>>;
  maxReferences: number;
  /** Of all references of one request, before they become base64. */
  maxReferenceBytes: number;
  seed: boolean;
}

const TEN_RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const;
const FOURTEEN_RATIOS = [...TEN_RATIOS, '1:4', '1:8', '4:1', '8:1'] as const;

/** Google takes requests of 20 MB, in which four bytes stand for three, and a prompt beside them. */
const GEMINI_REFERENCE_BYTES = 14_000_000;

/** Models as data: what a person may ask for and what it costs. The first is the default. */
export const CATALOGUE = [
  {
    id: 'gemini-nano-banana-2.1',
    label: 'Nano Banana 2.1',
    aspectRatios: FOURTEEN_RATIOS,
    credits: { '1K': 4, '2K': 6, '4K': 10 },
    maxReferences: 14,
    maxReferenceBytes: GEMINI_REFERENCE_BYTES,
    seed: true,
  },
  {
    id: 'gemini-3-pro-image',
    label: 'Gemini 3 Pro Image',
    aspectRatios: TEN_RATIOS,
    credits: { '1K': 8, '2K': 8, '4K': 14 },
    maxReferences: 14,
    maxReferenceBytes: GEMINI_REFERENCE_BYTES,
    seed: true,
  },
  {
    id: 'gemini-3.1-flash-image',
    label: 'Gemini 3.1 Flash Image',
    aspectRatios: FOURTEEN_RATIOS,
    credits: { '512': 2, '1K': 3, '2K': 5, '4K': 8 },
    maxReferences: 14,
    maxReferenceBytes: GEMINI_REFERENCE_BYTES,
    seed: true,
  },
] as const satisfies readonly ModelEntry[];

export const DEFAULT_MODEL: ModelEntry = CATALOGUE[0];

/** The catalogue entry of a model id, or undefined for one that is not on offer. */
export function findModel(id: string): ModelEntry | undefined {
  return CATALOGUE.find((entry) => entry.id === id);
}

/** Sizes on offer, smallest first. */
export function imageSizes(model: ModelEntry): string[] {
  return Object.keys(model.credits);
}

export const DEFAULT_ASPECT_RATIO = '1:1';
export const DEFAULT_IMAGE_SIZE = '1K';

/** Credits for one picture, or undefined for a size that the model does not offer. */
export function creditsPerImage(model: ModelEntry, imageSize: string): number | undefined {
  return Object.hasOwn(model.credits, imageSize) ? model.credits[imageSize] : undefined;
}

/** A picture of 2048 px that is a photograph and not noise has less. */
const MOST_BYTES = 4_000_000;
/** With less a reference is not worth sending: 1024 px. */
const LEAST_BYTES = 300_000;

/** The bytes that each of so many references of one request may have, or undefined for more references than the model takes. */
export function bytesPerReference(model: ModelEntry, count: number): number | undefined {
  const bytes = Math.min(MOST_BYTES, Math.floor(model.maxReferenceBytes / Math.max(1, count)));
  return count <= model.maxReferences && bytes >= LEAST_BYTES ? bytes : undefined;
}
