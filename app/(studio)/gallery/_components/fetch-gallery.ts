import type { GalleryResponse } from '@/lib/gallery/schema';
import { callApi } from '@/lib/http/call-api';

/** The first page: about three windows full. */
export const PAGE_SIZE = 60;
/** The next ones, which are scrolled through. */
const NEXT_SIZE = 100;

/** A page of the gallery by its API query. */
export function fetchGallery(query: string, cursor: string | null): Promise<GalleryResponse> {
  const params = new URLSearchParams(query);
  params.set('limit', String(cursor ? NEXT_SIZE : PAGE_SIZE));
  if (cursor) params.set('cursor', cursor);
  return callApi(`/api/gallery?${params}`);
}
