'use client';

import { useEffect, useEffectEvent } from 'react';
import { useGallery } from '@/components/gallery/use-gallery';

/** Calls back when a new version of this picture is there. */
export function useArrival(taskId: string, onArrive: (taskId: string) => void): void {
  const { store } = useGallery();
  const arrive = useEffectEvent((ended: string) => {
    if (store.versionsOf(taskId).some((version) => version.taskId === ended)) onArrive(ended);
  });
  useEffect(
    () =>
      store.subscribeEnd((task) => {
        if (task.status === 'completed') arrive(task.taskId);
      }),
    [store],
  );
}
