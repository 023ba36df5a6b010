'use client';

import { useEffect, useMemo, useState } from 'react';
import { CardVisibility } from '@/components/pictures/card-visibility';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { PicturesContext, usePictures } from '@/components/pictures/pictures-context';
import { TasksContext } from '@/components/tasks/tasks-context';
import { useForgetTopics } from '@/components/topics/deleted-topics';
import type { GalleryResponse } from '@/lib/gallery/schema';
import type { PictureTask } from '@/lib/generation/schema';
import { useOpened } from './address/use-opened';
import { useFilters } from './filters/use-filters';
import type { PictureList } from './list/picture-list';
import { useNewPictures } from './list/use-new-pictures';
import { usePictureList } from './list/use-picture-list';
import { Pictures } from './pictures';

interface Props {
  /** What the server painted, and the API query that it answers. */
  query: string;
  page: GalleryResponse;
  /** The one that the address names. */
  picture: PictureTask | undefined;
}

/** The gallery has a store of its own for its thousands of pictures; what happens to them is told to the studio's. */
export function Gallery(painted: Props) {
  const studio = usePictureTasks();
  const studioPictures = usePictures();
  const filters = useFilters();
  const { list, store } = usePictureList(painted, filters.query);
  const [visibility] = useState(() => new CardVisibility());
  const { opened, open, close } = useOpened();
  // No picture of the first page may be it.
  useState(() => painted.picture && store.mergeTasks([painted.picture]));
  useSharedTasks(list, store, studio.store);
  useNewPictures(list, studio.store);
  useForgetTopics(store);

  const tasks = useMemo(() => ({ ...studio, store }), [studio, store]);
  const pictures = useMemo(
    () => ({ ...studioPictures, visibility, onOpen: open }),
    [studioPictures, visibility, open],
  );
  return (
    <TasksContext value={tasks}>
      <PicturesContext value={pictures}>
        <Pictures {...filters} list={list} opened={opened} onShow={open} onClose={close} />
      </PicturesContext>
    </TasksContext>
  );
}

/** Keeps what the gallery and the studio both know alike: whichever learns of a change tells the other one. */
function useSharedTasks(list: PictureList, store: PictureStore, studio: PictureStore): void {
  useEffect(() => {
    const shared = () => list.state().ids.filter((id) => store.get(id) && studio.get(id));
    const versionIn = (one: PictureStore, id: string) => one.get(id)?.version ?? 0;
    function copyNewer(from: PictureStore, to: PictureStore, ids: readonly string[]) {
      const newer = ids.filter((id) => versionIn(from, id) > versionIn(to, id));
      if (newer.length > 0) to.mergeTasks(newer.flatMap((id) => from.get(id) ?? []));
    }
    function updateStudio() {
      const ids = shared();
      copyNewer(store, studio, ids);
      for (const hidden of [true, false]) {
        const other = ids.filter((id) => store.isHidden(id) === hidden && studio.isHidden(id) !== hidden);
        if (other.length > 0) studio.setHidden(other, hidden);
      }
    }
    const updateGallery = () => copyNewer(studio, store, shared());
    updateGallery();
    const unsubscribes = [store.subscribeAll(updateStudio), studio.subscribeAll(updateGallery)];
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    };
  }, [list, store, studio]);
}
