'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { GalleryFilters } from '@/app/(studio)/gallery/_components/filters/gallery-filters';
import { isDeleted } from '@/components/pictures/feed/feed-rows';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import type { PictureList } from './picture-list';

/** The pictures to show, in order; the same list until one comes, goes or no longer fits the filters. */
export function useShownIds(
  list: PictureList,
  { topicId, favourite }: Pick<GalleryFilters, 'topicId' | 'favourite'>,
): readonly string[] {
  const { store } = usePictureTasks();
  const { subscribe, read } = useMemo(() => {
    let shown: readonly string[] = [];
    let stale = true;
    return {
      subscribe(listener: () => void) {
        const invalidate = () => {
          stale = true;
          listener();
        };
        stale = true;
        const unsubscribes = [list.subscribe(invalidate), store.subscribeAll(invalidate)];
        return () => {
          for (const unsubscribe of unsubscribes) unsubscribe();
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

/** Whether a loaded picture is still there and still what was asked for: it may have been deleted or moved since. */
function isShown(
  store: Pick<PictureStore, 'picture' | 'isHidden'>,
  taskId: string,
  { topicId, favourite }: Pick<GalleryFilters, 'topicId' | 'favourite'>,
): boolean {
  const task = store.picture(taskId);
  if (!task || isDeleted(task) || store.isHidden(taskId)) return false;
  if (topicId && task.topicId !== topicId) return false;
  return !favourite || task.images.some((image) => image.favourite);
}
