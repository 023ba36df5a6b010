'use client';

import useSWR, { useSWRConfig } from 'swr';
import type { PollResponse, Task } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { useGallery } from './use-gallery';

const PATH = '/api/generate-image/polling';

/**
 * The pictures that a task was made from, by id; uploads and deleted pictures are not among them. Asks for those that
 * the page doesn't have, all in one request.
 */
export function useRelated(task: Task | undefined): ReadonlyMap<string, Task> {
  const { store } = useGallery();
  const { mutate } = useSWRConfig();
  const ids = [...(task?.parentId ? [task.parentId] : []), ...(task?.settings.referenceIds ?? [])];
  const unknown = [...new Set(ids)].filter((id) => !store.get(id));
  const { data } = useSWR(
    unknown.length > 0 ? [PATH, 'related', ...unknown] : null,
    async () => {
      const { tasks } = await callApi<PollResponse>(PATH, {
        method: 'POST',
        json: { taskIds: unknown },
      });
      // Opening one of them finds it there.
      for (const found of tasks) void mutate([PATH, found.taskId], found, { revalidate: false });
      return tasks;
    },
    { revalidateIfStale: false, revalidateOnFocus: false, revalidateOnReconnect: false },
  );
  const tasks = [...ids.map(store.get).filter((found) => found !== undefined), ...(data ?? [])];
  const pictures = tasks.filter(({ taskId, images }) => images.length > 0 && !store.isHidden(taskId));
  return new Map(pictures.map((found) => [found.taskId, found]));
}
