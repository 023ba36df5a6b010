'use client';

import { useEffect, useRef, useState } from 'react';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { fetchGallery, PictureList } from './picture-list';

interface Painted {
  /** The API query that the server's page answers. */
  query: string;
  page: GalleryResponse;
}

/** The list of pictures for the `asked` query, and the store of its tasks: first what the server painted, then what is fetched. */
export function usePictureList(
  { query, page }: Painted,
  asked: string,
): { list: PictureList; store: PictureStore } {
  const [made] = useState(() => {
    const store = new PictureStore();
    return { store, list: new PictureList(store, fetchGallery, query, page) };
  });
  const { list } = made;

  const taken = useRef(page);
  useEffect(() => {
    if (taken.current === page) return;
    taken.current = page;
    list.paint(query, page);
  }, [list, query, page]);

  useEffect(() => {
    if (list.state().query === asked) return;
    list.show(asked);
    window.scrollTo({ top: 0 });
  }, [list, asked]);

  return made;
}
