'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import { priceOf } from './order';
import type { Outbox } from './outbox';
import type { Sending } from './sending';

export const OutboxContext = createContext<Outbox | null>(null);

/** Where orders are sent from. */
export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error('useOutbox needs an OutboxContext above it');
  return outbox;
}

const NOTHING: readonly Sending[] = [];

/** What was not taken, newest first as the feed has it; what is just being sent has its cards in the store. */
export function useUnsent(): readonly Sending[] {
  const { subscribe, snapshot } = useOutbox();
  const sendings = useSyncExternalStore(subscribe, snapshot, () => NOTHING);
  return sendings.filter(({ state }) => state.is !== 'sending').reverse();
}

/** Credits that are on their way: the server has not said yet that it has charged them. */
export function useCreditsUnderWay(): number {
  const { subscribe, snapshot } = useOutbox();
  const read = () =>
    snapshot()
      .filter(({ state }) => state.is === 'sending')
      .reduce((sum, { order }) => sum + priceOf(order), 0);
  return useSyncExternalStore(subscribe, read, () => 0);
}
