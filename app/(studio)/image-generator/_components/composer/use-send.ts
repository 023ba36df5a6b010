'use client';

import { useRef } from 'react';
import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { useOutbox } from '@/components/outbox/outbox-context';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { topicAddress } from '@/components/topics/topic-address';
import { useFeedScope } from '@/components/topics/use-current-topic';
import { chooseTopic, toOrder } from './order';

/**
 * Returns the function that sends what is written: its cards are in the page when it returns, and the outbox keeps it from then on. Who
 * looks at everything goes on doing so: all that is sent from there goes into one new topic.
 */
export function useSend(draft: ComposerDraft): () => void {
  const { store } = usePictureTasks();
  const outbox = useOutbox();
  const { topicId, blank } = useFeedScope();
  const begun = useRef<string>(undefined);

  return () => {
    const amongEverything = !topicId && !blank && store.rows().length > 0;
    if (!amongEverything) begun.current = undefined;
    const order = { ...toOrder(draft.snapshot()), ...chooseTopic(store, begun.current) };
    outbox.send(order);
    draft.release(order.prompt);
    draft.endEdit();
    if (amongEverything) begun.current = order.topicId ?? order.newTopicId;
    else if (order.newTopicId) topicAddress.open(order.newTopicId);
  };
}
