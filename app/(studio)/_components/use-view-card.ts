'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { topicPath } from '@/components/topics/topic-address';

/**
 * Returns the function that leads to a task's card, on whatever page of the studio it is; `onOpen` shows a finished picture
 * whose card can't be reached.
 */
export function useViewCard(store: PictureStore, onOpen: (taskId: string) => void): (taskId: string) => void {
  const router = useRouter();
  const path = usePathname();
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    const taskId = wanted.current;
    wanted.current = null;
    if (taskId && path) viewCard(taskId);
  }, [path]);

  return useCallback(
    (taskId) => {
      const task = store.picture(taskId);
      if (document.getElementById(`card-${taskId}`)) return viewCard(taskId);
      const target = task?.topicId ? topicPath(task.topicId) : '/image-generator/all';
      if (path === target) return task?.status === 'completed' ? onOpen(taskId) : undefined;
      wanted.current = taskId;
      router.push(target);
    },
    [store, router, path, onOpen],
  );
}

/** Scrolls a card into view and moves the focus to it. */
function viewCard(taskId: string): void {
  const card = document.getElementById(`card-${taskId}`);
  card?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  // Sonner answers the first loss of focus by giving it back to where it was before the toast.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  card?.focus({ preventScroll: true });
}
