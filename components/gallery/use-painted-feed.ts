'use client';

import { useEffect, useState } from 'react';
import type { BatchesResponse } from '@/lib/generation/schema';
import { useGallery } from './use-gallery';

/**
 * Takes the first page of a feed into the store: on the server and in the browser alike before anything below renders,
 * so that its cards are in the HTML, and again when the server has painted the page anew.
 */
export function usePaintedFeed(topicId: string | undefined, page: BatchesResponse | undefined): void {
  const { store } = useGallery();
  useState(() => page && store.paintFeed(topicId, page));
  useEffect(() => {
    if (page) store.paintFeed(topicId, page);
    store.tell();
  }, [store, topicId, page]);
}
