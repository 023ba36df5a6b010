import type { TaskStore } from '@/components/gallery/task-store';
import { topicIdOf } from '@/components/topics/topic-id-of';
import type { Order } from './order';

/** Where an order goes: into the topic of this page, or into a new one until the server is known to have it. */
export function chooseTopic(store: TaskStore): Pick<Order, 'topicId' | 'newTopicId'> {
  const topicId = topicIdOf(location.pathname);
  if (!topicId) return { newTopicId: crypto.randomUUID() };
  return store.knowsTopic(topicId) ? { topicId } : { newTopicId: topicId };
}
