'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import type { GalleryResponse } from '@/lib/gallery/schema';
import type { PictureTask } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { MAX_SEARCH } from '@/lib/limits';

/** While somebody is typing, nothing is asked. */
const REST_MS = 200;
/** A single letter finds everything. */
const SHORTEST = 2;
const MOST = 8;

interface Found {
  pictures: readonly PictureTask[];
  state: 'idle' | 'searching' | 'done' | 'failed';
}

/** The newest pictures whose prompts have these words, by the gallery's search. */
export function useFoundPictures(text: string): Found {
  const words = text.trim().slice(0, MAX_SEARCH);
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), REST_MS);
    return () => clearTimeout(timer);
  }, [words]);
  const path =
    asked.length >= SHORTEST
      ? `/api/gallery?${new URLSearchParams({ q: asked, limit: String(MOST) })}`
      : null;
  const { data, error } = useSWR(path, (address: string) => callApi<GalleryResponse>(address));
  if (words.length < SHORTEST) return { pictures: [], state: 'idle' };
  if (asked !== words || (!data && !error)) return { pictures: [], state: 'searching' };
  return error ? { pictures: [], state: 'failed' } : { pictures: data?.tasks ?? [], state: 'done' };
}
