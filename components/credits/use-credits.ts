'use client';

import { useCallback } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { useCreditsUnderWay } from '@/components/outbox/outbox-context';
import type { CreditsResponse } from '@/lib/credits/credits';
import { callApi } from '@/lib/http/call-api';

/** Where SWR keeps the balance; the studio fills it with what the server painted. */
export const BALANCE_CACHE_KEY = '/api/credits?limit=1';

/** A page of the ledger with the balance; rejects with CallError. */
export function fetchCredits(path: string): Promise<CreditsResponse> {
  return callApi(path);
}

/** The balance, always current: first as the server painted it, and less what is just being sent. */
export function useBalance(): number {
  const { data } = useSWR(BALANCE_CACHE_KEY, fetchCredits, { revalidateOnMount: false });
  return (data?.balance ?? 0) - useCreditsUnderWay();
}

/** Returns the function that asks for the balance anew: after anything that charges or refunds. */
export function useRefreshCredits(): () => Promise<unknown> {
  const { mutate } = useSWRConfig();
  return useCallback(() => mutate(BALANCE_CACHE_KEY), [mutate]);
}

/** Returns the function that takes the balance from an answer, and asks anew: answers may come in another order than charges. */
export function useSetBalance(): (balance: number) => void {
  const { mutate } = useSWRConfig();
  return useCallback(
    (balance) =>
      void mutate<CreditsResponse>(BALANCE_CACHE_KEY, (known) => ({
        entries: [],
        nextCursor: null,
        ...known,
        balance,
      })),
    [mutate],
  );
}
