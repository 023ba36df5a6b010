'use client';

import { useMemo, useState } from 'react';
import { CardVisibility } from '@/components/gallery/card-visibility';
import { GalleryContext } from '@/components/gallery/gallery-context';
import { useGallery } from '@/components/gallery/use-gallery';
import { useForgetTopics } from '@/components/topics/use-forget-topics';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { useFilters } from './filters/use-filters';
import { Pictures } from './pictures';
import { useNews } from './use-news';
import { usePictureList } from './use-picture-list';
import { useSharedTasks } from './use-shared-tasks';

interface Props {
  /** What the server painted, and the API query that it answers. */
  query: string;
  page: GalleryResponse;
}

/** The gallery has a store of its own for its thousands of pictures; what happens to them is told to the studio's. */
export function Gallery(painted: Props) {
  const studio = useGallery();
  const filters = useFilters();
  const { list, store } = usePictureList(painted, filters.query);
  const [visibility] = useState(() => new CardVisibility());
  const [opened, setOpened] = useState<string | null>(null);
  useSharedTasks(list, store, studio.store);
  useNews(list, studio.store);
  useForgetTopics(store);

  const gallery = useMemo(
    () => ({ ...studio, store, visibility, onOpen: setOpened }),
    [studio, store, visibility],
  );
  return (
    <GalleryContext value={gallery}>
      <Pictures {...filters} list={list} opened={opened} onShow={setOpened} />
    </GalleryContext>
  );
}
