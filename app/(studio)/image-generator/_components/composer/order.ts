import type { GenerateRequest, GenerationSettings } from '@/lib/generation/schema';
import type { Draft } from './draft';

/** A request with everything said that the cards show before the answer. */
export interface Order extends GenerateRequest {
  taskIds: string[];
  model: string;
  aspectRatio: string;
  imageSize: string;
}

export function toOrder({ prompt, settings, references, parentId }: Draft): Order {
  const { count, seed, exclude, ...chosen } = settings;
  const referenceIds = references.flatMap((reference) => ('id' in reference ? [reference.id] : []));
  return {
    ...chosen,
    prompt: prompt.trim(),
    count,
    ...(seed !== null && { seed }),
    ...(exclude.trim() && { negativePrompt: exclude.trim() }),
    ...(referenceIds.length > 0 && { referenceIds }),
    ...(parentId && { parentId }),
    taskIds: Array.from({ length: count }, () => crypto.randomUUID()),
  };
}

/** What the rows of this order will have as their settings. */
export function settingsOf(order: Order): GenerationSettings {
  const { aspectRatio, imageSize, seed, negativePrompt, referenceIds } = order;
  return {
    aspectRatio,
    imageSize,
    ...(seed !== undefined && { seed }),
    ...(negativePrompt && { negativePrompt }),
    ...(referenceIds && { referenceIds }),
  };
}
