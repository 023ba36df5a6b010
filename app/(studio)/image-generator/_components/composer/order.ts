import type { Draft } from '@/app/(studio)/_components/draft/draft';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { topicIdOf } from '@/components/topics/topic-address';
import type { GenerateRequest } from '@/lib/generation/request-schema';
import type { GenerationSettings } from '@/lib/generation/schema';
import { makeId } from '@/lib/schema/ids';

/** A request with everything said that the cards show before the answer. */
export interface Order extends GenerateRequest {
  taskIds: string[];
  model: string;
  aspectRatio: string;
  imageSize: string;
}

/** The request for a draft, with ids made here, so that it can be sent again without being charged twice. */
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
    taskIds: Array.from({ length: count }, () => makeId()),
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

/** Where an order goes: into the topic of this page, or into a new one until the server is known to have it. */
export function chooseTopic(store: PictureStore): Pick<Order, 'topicId' | 'newTopicId'> {
  const topicId = topicIdOf(location.pathname);
  if (!topicId) return { newTopicId: makeId() };
  return store.knowsTopic(topicId) ? { topicId } : { newTopicId: topicId };
}
