import type { BatchInfo } from '@/components/pictures/feed/batch-index';
import type { GenerateRequest } from '@/lib/generation/request-schema';
import type { GenerationSettings } from '@/lib/generation/schema';
import { creditsPerImage, findModel } from '@/lib/providers/catalogue';

/** A request with everything said that the cards show before the answer, and ids made here: sent twice, it is charged once. */
export interface Order extends GenerateRequest {
  taskIds: string[];
  model: string;
  aspectRatio: string;
  imageSize: string;
}

/** The batch that this order becomes, as the feed shows it before the server has heard of it. */
export function batchOf(order: Order, key: string, createdAt: string): Omit<BatchInfo, 'batchId'> {
  const { prompt, model } = order;
  const topicId = order.topicId ?? order.newTopicId ?? null;
  return { key, topicId, prompt, model, settings: settingsOf(order), createdAt };
}

/** What it costs by the catalogue, in credits. */
export function priceOf({ model, imageSize, taskIds }: Order): number {
  const known = findModel(model);
  return ((known && creditsPerImage(known, imageSize)) ?? 0) * taskIds.length;
}

/** What the rows of this order will have as their settings. */
function settingsOf(order: Order): GenerationSettings {
  const { aspectRatio, imageSize, seed, negativePrompt, referenceIds } = order;
  return {
    aspectRatio,
    imageSize,
    ...(seed !== undefined && { seed }),
    ...(negativePrompt && { negativePrompt }),
    ...(referenceIds && { referenceIds }),
  };
}
