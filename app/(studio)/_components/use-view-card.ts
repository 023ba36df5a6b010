'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { TaskStore } from '@/components/gallery/task-store';
import { viewCard } from '@/components/notifications/view-card';
import { topicPath } from '@/components/topics/topic-path';

interface Options {
  store: TaskStore;
  /** Opens a finished picture whose card can't be reached. */
  onOpen: (taskId: string) => void;
}

/** Returns the function that leads to a task's card, on whatever page of the studio it is. */
export function useViewCard({ store, onOpen }: Options): (taskId: string) => void {
  const router = useRouter();
  const path = usePathname();
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    const taskId = wanted.current;
    wanted.current = null;
    if (taskId && path) viewCard(taskId);
  }, [path]);

  return (taskId) => {
    const task = store.get(taskId);
    if (document.getElementById(`card-${taskId}`)) return viewCard(taskId);
    const target = task?.topicId ? topicPath(task.topicId) : '/image-generator/all';
    if (path === target) return task?.status === 'completed' ? onOpen(taskId) : undefined;
    wanted.current = taskId;
    router.push(target);
  };
}
