import { type GalleryResponse, galleryResponseSchema } from '@/lib/gallery/schema';
import { callApi } from '@/lib/http/call-api';

/** About three windows full. */
export const PAGE_SIZE = 60;

/** A page of the gallery by its API query. */
export function fetchGallery(query: string, cursor: string | null): Promise<GalleryResponse> {
  const params = new URLSearchParams(query);
  params.set('limit', String(PAGE_SIZE));
  if (cursor) params.set('cursor', cursor);
  return callApi(`/api/gallery?${params}`, galleryResponseSchema);
}
