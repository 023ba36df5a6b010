'use client';

import { useEffect } from 'react';
import type { TaskStore } from '@/components/gallery/task-store';
import type { PictureList } from './list/picture-list';

/** Pictures that are finished while the gallery is open come in front, once nothing that is looked at would move away. */
export function useNews(
  list: Pick<PictureList, 'lookForNews'>,
  studio: Pick<TaskStore, 'subscribeEnd'>,
): void {
  useEffect(() => {
    let finished = false;
    function look() {
      if (!finished || window.scrollY > 0) return;
      finished = false;
      void list.lookForNews();
    }
    const end = studio.subscribeEnd((task) => {
      finished ||= task.status === 'completed';
      look();
    });
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      end();
      window.removeEventListener('scroll', look);
    };
  }, [list, studio]);
}
