'use client';

import { useState } from 'react';
import { useSWRConfig } from 'swr';
import { CREDITS_KEY } from '@/components/credits/credits-key';
import { useGallery } from '@/components/gallery/use-gallery';
import { rememberedTopic } from '@/components/topics/remembered-topic';
import { topicAddress } from '@/components/topics/topic-address';
import { useRefreshTopics } from '@/components/topics/use-refresh-topics';
import type { GenerateResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { chooseTopic } from './choose-topic';
import type { Draft } from './draft';
import { type Order, settingsOf, toOrder } from './order';

interface Refusal {
  error: CallError;
  order: Order;
}

interface Send {
  send: (draft: Draft) => void;
  /** Sends what was refused again, under the same ids: whatever has happened to it, it is charged once. */
  sendAgain: () => void;
  refusal: Refusal | null;
  dismiss: () => void;
}

/** Sends prompts. The cards are in the page before the request leaves; a refusal takes them back. */
export function useSend(): Send {
  const { store, clock, poller } = useGallery();
  const { mutate } = useSWRConfig();
  const refreshTopics = useRefreshTopics();
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function place(order: Order) {
    setRefusal(null);
    const newest = Date.parse(store.rows()[0]?.createdAt ?? '') || 0;
    store.insertBatch({
      key: crypto.randomUUID(),
      taskIds: order.taskIds,
      topicId: order.topicId ?? order.newTopicId ?? null,
      prompt: order.prompt,
      model: order.model,
      settings: settingsOf(order),
      createdAt: new Date(Math.max(clock.now(), newest + 1)).toISOString(),
    });
    if (order.newTopicId) topicAddress.open(order.newTopicId);
    try {
      const answer = await callApi<GenerateResponse>('/api/generate-image', {
        method: 'POST',
        json: order,
        account: poller.account,
      });
      store.confirm(answer.taskIds, answer.batchId);
      if (answer.topicId) rememberedTopic.set(answer.topicId);
      refreshTopics();
      poller.look();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      store.withdraw(order.taskIds);
      closeTopic(order, error);
      setRefusal({ error, order });
      // The answer may have been lost, not the request.
      if (error.code === 'network') poller.catchUp();
    }
    void mutate(CREDITS_KEY);
  }

  /** A refused order leaves no topic behind; one whose answer was lost may have made it. */
  function closeTopic({ newTopicId }: Order, { code }: CallError) {
    if (newTopicId && code !== 'network' && store.rows(newTopicId).length === 0)
      topicAddress.leave(newTopicId);
  }

  return {
    send: (draft) => void place({ ...toOrder(draft), ...chooseTopic(store) }),
    sendAgain: () => {
      if (refusal) void place(refusal.order);
    },
    refusal,
    dismiss: () => setRefusal(null),
  };
}
