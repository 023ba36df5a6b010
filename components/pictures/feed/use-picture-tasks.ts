'use client';

import { useTasks } from '@/components/tasks/tasks-context';
import { useKnownTasks, useTask } from '@/components/tasks/use-task';
import { isPicture } from '@/lib/generation/picture';
import type { PictureTask } from '@/lib/generation/schema';
import { PictureStore } from './picture-store';

/** The same as `useTasks`, on pages that show pictures. */
export function usePictureTasks() {
  const { store, polled = store, ...tasks } = useTasks();
  if (!(store instanceof PictureStore && polled instanceof PictureStore))
    throw new Error('usePictureTasks needs a TasksContext with a PictureStore above it');
  return { ...tasks, store, polled };
}

/** The task of one picture; renders again only when this task changes. */
export function usePictureTask(taskId: string): PictureTask | undefined {
  const task = useTask(taskId);
  return task && isPicture(task) ? task : undefined;
}

/** The tasks of several pictures, as far as the page knows them; renders again only when one of them changes. */
export function useKnownPictures(taskIds: readonly string[]): PictureTask[] {
  return useKnownTasks(taskIds).filter(isPicture);
}
