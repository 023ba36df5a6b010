'use client';

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { isOpen } from '@/components/tasks/task-status';
import type { BatchesResponse } from '@/lib/generation/schema';
import type { FeedRow, Slot } from './feed-rows';

/**
 * The feed of a topic, or of everything, newest first; renders again only when its rows or their slots change, not when
 * a task does.
 */
export function useRows(topicId?: string): readonly FeedRow[] {
  const { store } = usePictureTasks();
  const read = () => store.rows(topicId);
  return useSyncExternalStore(store.subscribeRows, read, read);
}

/**
 * Takes the first page of a feed into the store: on the server and in the browser alike before anything below renders,
 * so that its rows are in the HTML, and again when the server has painted the page anew.
 */
export function usePaintedFeed(topicId: string | undefined, page: BatchesResponse | undefined): void {
  const { store } = usePictureTasks();
  useState(() => page && store.paintFeed(topicId, page));
  useEffect(() => {
    if (page) store.paintFeed(topicId, page);
    store.notify();
  }, [store, topicId, page]);
}

interface BatchProgress {
  ready: number;
  open: number;
  lost: number;
}

/** How many slots of a batch have a picture, in how many something is being made, and in how many the last version came to nothing. */
export function useBatchProgress({ slots }: Pick<FeedRow, 'slots'>): BatchProgress {
  const { store } = usePictureTasks();
  const subscribe = useCallback(
    (listener: () => void) => {
      const versions = slots.flatMap((slot) => slot.versions);
      const unsubscribes = versions.map((taskId) => store.subscribeTask(taskId, listener));
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    [store, slots],
  );
  const isBusy = (slot: Slot) => {
    const task = store.get(slot.taskId);
    return task !== undefined && isOpen(task);
  };
  const isReady = (slot: Slot) => slot.versions.some((taskId) => store.get(taskId)?.status === 'completed');
  const isLost = ({ taskId }: Slot) => ['failed', 'canceled'].includes(store.get(taskId)?.status ?? '');
  const ready = () => slots.filter(isReady).length;
  const open = () => slots.filter(isBusy).length;
  const lost = () => slots.filter(isLost).length;
  return {
    ready: useSyncExternalStore(subscribe, ready, ready),
    open: useSyncExternalStore(subscribe, open, open),
    lost: useSyncExternalStore(subscribe, lost, lost),
  };
}

/** How many pictures of a topic can still change. */
export function useOpenCount(topicId: string): number {
  const { store } = usePictureTasks();
  const read = () => store.openCount(topicId);
  return useSyncExternalStore(store.subscribeAll, read, read);
}

/** How many pictures are being made now, read once per render: an estimate needs no subscription of its own. */
export function useRunningCount(): number {
  const { store } = usePictureTasks();
  return store.runningCount();
}
