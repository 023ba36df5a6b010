'use client';

import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { useOutbox } from '@/components/outbox/outbox-context';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { topicAddress } from '@/components/topics/topic-address';
import { chooseTopic, toOrder } from './order';

/** Returns the function that sends what is written: its cards are in the page when it returns, and the outbox keeps it from then on. */
export function useSend(draft: ComposerDraft): () => void {
  const { store } = usePictureTasks();
  const outbox = useOutbox();
  return () => {
    const order = { ...toOrder(draft.snapshot()), ...chooseTopic(store) };
    outbox.send(order);
    draft.release(order.prompt);
    draft.endEdit();
    if (order.newTopicId) topicAddress.open(order.newTopicId);
  };
}
