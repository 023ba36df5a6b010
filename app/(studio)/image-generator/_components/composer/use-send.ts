'use client';

import { useState } from 'react';
import type { Draft } from '@/app/(studio)/_components/draft/draft';
import { useRefreshCredits } from '@/components/credits/use-credits';
import { optimisticTasks } from '@/components/pictures/optimistic-tasks';
import { usePictureTasks } from '@/components/pictures/use-picture-tasks';
import { rememberedTopic } from '@/components/topics/remembered-topic';
import { topicAddress } from '@/components/topics/topic-address';
import { useRefreshTopics } from '@/components/topics/use-topics';
import type { GenerateResponse } from '@/lib/generation/request-schema';
import { CallError, callApi } from '@/lib/http/call-api';
import { makeId } from '@/lib/schema/ids';
import { chooseTopic, type Order, settingsOf, toOrder } from './order';

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
export function useSend(onAccepted: (prompt: string) => void): Send {
  const { store, clock, poller } = usePictureTasks();
  const refreshCredits = useRefreshCredits();
  const refreshTopics = useRefreshTopics();
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function place(order: Order) {
    setRefusal(null);
    const newest = Date.parse(store.rows()[0]?.createdAt ?? '') || 0;
    const batch = {
      key: makeId(),
      topicId: order.topicId ?? order.newTopicId ?? null,
      prompt: order.prompt,
      model: order.model,
      settings: settingsOf(order),
      createdAt: new Date(Math.max(clock.now(), newest + 1)).toISOString(),
    };
    store.insertBatch(batch, optimisticTasks(batch, order.taskIds));
    if (order.newTopicId) topicAddress.open(order.newTopicId);
    try {
      const answer = await callApi<GenerateResponse>('/api/generate-image', {
        method: 'POST',
        json: order,
        account: poller.account,
      });
      onAccepted(order.prompt);
      store.confirmBatch(answer.taskIds, answer.batchId);
      if (answer.topicId) rememberedTopic.set(answer.topicId);
      refreshTopics();
      poller.pollNow();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      store.withdraw(order.taskIds);
      closeTopic(order, error);
      setRefusal({ error, order });
      // The answer may have been lost, not the request.
      if (error.code === 'network') poller.catchUp();
    }
    void refreshCredits();
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
