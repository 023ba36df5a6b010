'use client';

import useSWR from 'swr';
import type { Task } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { useGallery } from './use-gallery';
import { useTask } from './use-task';

interface AnyTask {
  task: Task | undefined;
  /** Takes a newer state of it. */
  keep: (task: Task) => void;
}

/** A task of the store, or one that is asked for because the page doesn't have it. */
export function useAnyTask(taskId: string): AnyTask {
  const { store } = useGallery();
  const known = useTask(taskId);
  const path = '/api/generate-image/polling';
  const { data, mutate } = useSWR(
    known ? null : [path, taskId],
    () => callApi<Task>(path, { method: 'POST', json: { taskId } }),
    { revalidateIfStale: false, revalidateOnFocus: false, revalidateOnReconnect: false },
  );
  return {
    task: known ?? data,
    keep(task) {
      if (store.get(task.taskId)) store.mergeTasks([task]);
      else void mutate(task, { revalidate: false });
    },
  };
}
