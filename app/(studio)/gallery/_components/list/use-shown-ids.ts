'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { GalleryFilters } from '@/app/(studio)/gallery/_components/filters/gallery-filters';
import { useGallery } from '@/components/gallery/use-gallery';
import { isShown } from './is-shown';
import type { PictureList } from './picture-list';

/** The pictures to show, in order; the same list until one comes, goes or no longer fits the filters. */
export function useShownIds(
  list: PictureList,
  { topicId, favourite }: Pick<GalleryFilters, 'topicId' | 'favourite'>,
): readonly string[] {
  const { store } = useGallery();
  const { subscribe, read } = useMemo(() => {
    let shown: readonly string[] = [];
    let stale = true;
    return {
      subscribe(listener: () => void) {
        const tell = () => {
          stale = true;
          listener();
        };
        stale = true;
        const ends = [list.subscribe(tell), store.subscribeAll(tell)];
        return () => {
          for (const end of ends) end();
        };
      },
      read() {
        if (!stale) return shown;
        stale = false;
        const next = list.state().ids.filter((id) => isShown(store, id, { topicId, favourite }));
        if (next.length !== shown.length || next.some((id, index) => id !== shown[index])) shown = next;
        return shown;
      },
    };
  }, [list, store, topicId, favourite]);
  return useSyncExternalStore(subscribe, read, read);
}
