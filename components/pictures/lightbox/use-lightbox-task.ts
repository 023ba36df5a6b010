'use client';

import useSWR, { useSWRConfig } from 'swr';
import { usePictureTask, usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { isPicture } from '@/lib/generation/picture';
import type { PictureTask, PollResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';

const PATH = '/api/generate-image/polling';

interface AnyTask {
  task: PictureTask | undefined;
  /** Takes a newer state of it. */
  keep: (task: PictureTask) => void;
}

/** A task of the store, or one that is asked for because the page doesn't have it. */
export function useAnyTask(taskId: string): AnyTask {
  const { store } = usePictureTasks();
  const known = usePictureTask(taskId);
  const { data, mutate } = useSWR(
    known ? null : [PATH, taskId],
    () => callApi<PictureTask>(PATH, { method: 'POST', json: { taskId } }),
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

/**
 * The pictures that a task was made from, by id; uploads and deleted pictures are not among them. Asks for those that
 * the page doesn't have, all in one request.
 */
export function useRelated(task: PictureTask | undefined): ReadonlyMap<string, PictureTask> {
  const { store } = usePictureTasks();
  const { mutate } = useSWRConfig();
  const ids = [...(task?.parentId ? [task.parentId] : []), ...(task?.settings.referenceIds ?? [])];
  const unknown = [...new Set(ids)].filter((id) => !store.picture(id));
  const { data } = useSWR(
    unknown.length > 0 ? [PATH, 'related', ...unknown] : null,
    async () => {
      const answer = await callApi<PollResponse>(PATH, { method: 'POST', json: { taskIds: unknown } });
      const tasks = answer.tasks.filter(isPicture);
      // Opening one of them finds it there.
      for (const found of tasks) void mutate([PATH, found.taskId], found, { revalidate: false });
      return tasks;
    },
    { revalidateIfStale: false, revalidateOnFocus: false, revalidateOnReconnect: false },
  );
  const tasks = [...ids.map(store.picture).filter((found) => found !== undefined), ...(data ?? [])];
  const pictures = tasks.filter(({ taskId, images }) => images.length > 0 && !store.isHidden(taskId));
  return new Map(pictures.map((found) => [found.taskId, found]));
}
