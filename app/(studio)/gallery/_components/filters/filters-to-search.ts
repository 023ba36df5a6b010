import type { GalleryFilters } from './gallery-filters';

/** The page's address for these filters: only what differs from everything, newest first. */
export function filtersToSearch({ favourite, sort, ...texts }: GalleryFilters): string {
  const params = new URLSearchParams(Object.entries(texts).filter(([, value]) => value !== ''));
  if (favourite) params.set('favourite', '1');
  if (sort !== 'newest') params.set('sort', sort);
  const search = params.toString();
  return search ? `/gallery?${search}` : '/gallery';
}
