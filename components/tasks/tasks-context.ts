'use client';

import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { ServerClock } from './server-clock';
import type { TaskPoller } from './task-poller';
import type { TaskStore } from './task-store';

interface Tasks {
  store: TaskStore;
  /** The store that the poller fills: another one on pages that have their own for what they show. */
  polled?: TaskStore;
  clock: ServerClock;
  poller: TaskPoller;
}

export const TasksContext = createContext<Tasks | null>(null);

/** The rows that this page shows, what keeps them current, and the database's clock. */
export function useTasks(): Tasks {
  const tasks = useContext(TasksContext);
  if (!tasks) throw new Error('useTasks needs a TasksContext above it');
  return tasks;
}

/** The database's time in ms, renewed every `periodMs`; all that use the same period share one interval. */
export function useNow(periodMs: 1000 | 30_000): number {
  const { clock } = useTasks();
  const subscribe = useCallback(
    (listener: () => void) => clock.subscribe(periodMs, listener),
    [clock, periodMs],
  );
  return useSyncExternalStore(
    subscribe,
    () => clock.tick(periodMs),
    () => clock.initial,
  );
}
