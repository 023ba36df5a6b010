'use client';

import { useEffect } from 'react';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import type { PictureList } from './picture-list';

/** Pictures that are finished while the gallery is open come in front, once nothing that is looked at would move away. */
export function useNewPictures(
  list: Pick<PictureList, 'loadNewer'>,
  studio: Pick<PictureStore, 'subscribeFinishedPictures'>,
): void {
  useEffect(() => {
    let finished = false;
    function look() {
      if (!finished || window.scrollY > 0) return;
      finished = false;
      void list.loadNewer();
    }
    const end = studio.subscribeFinishedPictures((task) => {
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
