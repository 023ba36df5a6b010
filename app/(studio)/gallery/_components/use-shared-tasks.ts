'use client';

import { useEffect } from 'react';
import type { TaskStore } from '@/components/gallery/task-store';
import type { PictureList } from './list/picture-list';

/** Keeps what the gallery and the studio both know alike: whichever learns of a change tells the other one. */
export function useSharedTasks(list: PictureList, store: TaskStore, studio: TaskStore): void {
  useEffect(() => {
    const shared = () => list.state().ids.filter((id) => store.get(id) && studio.get(id));
    const versionIn = (one: TaskStore, id: string) => one.get(id)?.version ?? 0;
    function tell(from: TaskStore, to: TaskStore, ids: readonly string[]) {
      const newer = ids.filter((id) => versionIn(from, id) > versionIn(to, id));
      if (newer.length > 0) to.mergeTasks(newer.flatMap((id) => from.get(id) ?? []));
    }
    function tellStudio() {
      const ids = shared();
      tell(store, studio, ids);
      for (const hidden of [true, false]) {
        const other = ids.filter((id) => store.isHidden(id) === hidden && studio.isHidden(id) !== hidden);
        if (other.length > 0) studio.setHidden(other, hidden);
      }
    }
    const askStudio = () => tell(studio, store, shared());
    askStudio();
    const ends = [store.subscribeAll(tellStudio), studio.subscribeAll(askStudio)];
    return () => {
      for (const end of ends) end();
    };
  }, [list, store, studio]);
}
