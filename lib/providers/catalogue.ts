export interface ModelEntry {
  /** The id that the API takes and rows keep. */
  id: string;
  label: string;
  aspectRatios: readonly string[];
  /** Credits for one picture, by size; its keys are the sizes on offer. */
  credits: Readonly<Record<string, number>>;
  maxReferences: number;
  seed: boolean;
}

const TEN_RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const;
const FOURTEEN_RATIOS = [...TEN_RATIOS, '1:4', '1:8', '4:1', '8:1'] as const;

/** Models as data: what a person may ask for and what it costs. The first is the default. */
export const CATALOGUE = [
  {
    id: 'gemini-nano-banana-2.1',
    label: 'Nano Banana 2.1',
    aspectRatios: FOURTEEN_RATIOS,
    credits: { '1K': 4, '2K': 6, '4K': 10 },
    maxReferences: 14,
    seed: true,
  },
  {
    id: 'gemini-3-pro-image',
    label: 'Gemini 3 Pro Image',
    aspectRatios: TEN_RATIOS,
    credits: { '1K': 8, '2K': 8, '4K': 14 },
    maxReferences: 14,
    seed: true,
  },
  {
    id: 'gemini-3.1-flash-image',
    label: 'Gemini 3.1 Flash Image',
    aspectRatios: FOURTEEN_RATIOS,
    credits: { '512': 2, '1K': 3, '2K': 5, '4K': 8 },
    maxReferences: 14,
    seed: true,
  },
] as const satisfies readonly ModelEntry[];

export const DEFAULT_MODEL: ModelEntry = CATALOGUE[0];

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
