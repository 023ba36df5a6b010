'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useTasks } from '@/components/tasks/tasks-context';
import type { Task } from '@/lib/tasks/schema';

/** One task, as the store knows it; renders again only when this task changes. */
export function useTask(taskId: string): Task | undefined {
  const { store } = useTasks();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeTask(taskId, listener),
    [store, taskId],
  );
  const read = () => store.get(taskId);
  return useSyncExternalStore(subscribe, read, read);
}

/** Several tasks in the given order, as far as the store knows them; renders again only when one of them changes. */
export function useKnownTasks(taskIds: readonly string[]): readonly Task[] {
  const { store } = useTasks();
  const { subscribe, read } = useMemo(() => {
    let last: readonly Task[] = [];
    return {
      subscribe(listener: () => void) {
        const unsubscribes = taskIds.map((taskId) => store.subscribeTask(taskId, listener));
        return () => {
          for (const unsubscribe of unsubscribes) unsubscribe();
        };
      },
      read() {
        const next = taskIds.map(store.get).filter((task) => task !== undefined);
        const same = next.length === last.length && next.every((task, index) => task === last[index]);
        if (!same) last = next;
        return last;
      },
    };
  }, [store, taskIds]);
  return useSyncExternalStore(subscribe, read, read);
}
