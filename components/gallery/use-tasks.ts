'use client';

import { useEffect } from 'react';
import useSWR, { type SWRConfiguration } from 'swr';
import { batchesResponseSchema, pendingResponseSchema } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { type PollOutcome, pollTasks } from './poll-tasks';
import { TASK_KEYS } from './task-keys';
import { useGallery } from './use-gallery';

export type Connection = 'fine' | 'lost' | 'signed-out';

/** Pauses after failed requests: quick at first, never longer than this. */
const LONGEST_PAUSE_MS = 20_000;

const common: SWRConfiguration = {
  // Only what is under way is shared: a window in time would swallow polls that come faster than it.
  dedupingInterval: 0,
  focusThrottleInterval: 0,
  // Every answer is a new one, also when it says the same: it starts the next wait.
  compare: Object.is,
  onErrorRetry: (error, _key, _config, revalidate, { retryCount }) => {
    if (error instanceof CallError && error.code === 'unauthenticated') return;
    setTimeout(
      () => void revalidate({ retryCount }),
      Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** (retryCount - 1)),
    );
  },
};

/**
 * The one poller of the app. Asks what is open on mount, on focus and when the connection returns (other devices start
 * tasks too), then asks for all open tasks in one request, as often as the server says, until nothing is open.
 * SWR watches focus, connection and errors; the beat is ours, because its `refreshInterval` would finish an old, long
 * wait after a write had asked for a short one, and a 0 would stop it for good.
 */
export function useTasks(): Connection {
  const { store, clock } = useGallery();

  const poll = useSWR<PollOutcome, CallError>(TASK_KEYS.poll, () => pollTasks(store, clock), {
    ...common,
    revalidateOnMount: false,
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
  });
  const { data, mutate } = poll;

  const firstPage = useSWR(
    TASK_KEYS.firstPage,
    async (path) => store.mergeBatches(await callApi(path, batchesResponseSchema)),
    { ...common, revalidateOnMount: false, focusThrottleInterval: LONGEST_PAUSE_MS },
  );
  const refreshFirstPage = firstPage.mutate;

  const pending = useSWR<null, CallError>(
    TASK_KEYS.pending,
    async (path: string) => {
      const answer = await callApi(path, pendingResponseSchema);
      clock.sync(answer.now);
      if (store.mergeTasks(answer.pendingTasks).newBatches) void refreshFirstPage();
      // What ended meanwhile is not among the pending: ask for it.
      if (store.openIds().length > 0) void mutate();
      return null;
    },
    common,
  );

  useEffect(() => {
    const wait = data?.nextPollMs;
    if (wait === undefined || wait === null) return;
    const timer = setTimeout(() => void mutate(), wait);
    return () => clearTimeout(timer);
  }, [data, mutate]);

  const error = poll.error ?? pending.error;
  if (!error) return 'fine';
  return error.code === 'unauthenticated' ? 'signed-out' : 'lost';
}
