import type { Draft } from '@/app/(studio)/_components/draft/draft';
import type { Order } from '@/components/outbox/order';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import type { Reusable } from '@/components/pictures/pictures-context';
import { topicIdOf } from '@/components/topics/topic-address';
import { makeId } from '@/lib/schema/ids';

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

/** Where an order about a picture goes: to that picture, whatever page it is seen on. */
export function topicOf({ topicId }: Reusable, store: PictureStore): Pick<Order, 'topicId' | 'newTopicId'> {
  if (!topicId) return {};
  return store.knowsTopic(topicId) ? { topicId } : { newTopicId: topicId };
}

/**
 * Where an order goes: into the topic of this page, or into a new one until the server is known to have it. `begun` is the one that an
 * order before opened from among everything.
 */
export function chooseTopic(
  store: PictureStore,
  begun: string | undefined,
): Pick<Order, 'topicId' | 'newTopicId'> {
  const topicId = topicIdOf(location.pathname) ?? begun;
  if (!topicId) return { newTopicId: makeId() };
  return store.knowsTopic(topicId) ? { topicId } : { newTopicId: topicId };
}
