'use client';

import { useEffect, useEffectEvent } from 'react';
import { useRefreshCredits, useSetBalance } from '@/components/credits/use-credits';
import type { Order } from '@/components/outbox/order';
import type { Outbox } from '@/components/outbox/outbox';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { rememberedTopic } from '@/components/topics/remembered-topic';
import { BLANK_PAGE, topicAddress } from '@/components/topics/topic-address';
import { useRefreshTopics } from '@/components/topics/use-topics';
import type { ComposerDraft } from './draft/composer-draft';

/** Sends what the outbox holds while the page is there; its answers change the balance, the list of topics and the address. */
export function useOutboxAnswers(outbox: Outbox, store: PictureStore, draft: ComposerDraft): void {
  const setBalance = useSetBalance();
  const refreshCredits = useRefreshCredits();
  const refreshTopics = useRefreshTopics();

  const refused = ({ newTopicId }: Order) => {
    const unsent = outbox.snapshot().filter(({ order }) => order.newTopicId === newTopicId);
    const waiting = unsent.some(({ state }) => state.is !== 'refused');
    // A refused order leaves no topic behind.
    if (newTopicId && !waiting && store.rows(newTopicId).length === 0) topicAddress.leave(newTopicId);
  };

  const answered = useEffectEvent<Parameters<Outbox['subscribeAnswers']>[0]>(({ order }, answer) => {
    if ('error' in answer) {
      refused(order);
      // Whoever is signed in now goes on with it; it stays in the outbox of the account that sent it.
      if (answer.error.code === 'other_account') draft.retain();
      void refreshCredits();
      return;
    }
    const { topicId, credits } = answer.accepted;
    setBalance(credits.balance);
    refreshTopics();
    if (!topicId) return;
    rememberedTopic.set(topicId);
    // What stood on this page, not what one has left for something new.
    if (location.pathname === BLANK_PAGE && !topicAddress.hasOpened(topicId)) topicAddress.open(topicId);
  });

  useEffect(() => {
    const unsubscribe = outbox.subscribeAnswers(answered);
    const stop = outbox.start();
    return () => {
      stop();
      unsubscribe();
    };
  }, [outbox]);
}
