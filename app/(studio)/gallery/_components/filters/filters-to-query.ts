import type { GalleryQuery } from '@/lib/gallery/schema';
import { dayStart } from './day-start';
import type { GalleryFilters } from './gallery-filters';
import { shiftDay } from './shift-day';

/** The same filters as the API takes them: days become the moments at which they begin and end. */
export function filtersToQuery(
  { q, model, aspectRatio, topicId, favourite, from, to, sort }: GalleryFilters,
  timeZone: string,
): Omit<GalleryQuery, 'limit' | 'cursor'> {
  return {
    ...(q && { q }),
    ...(model && { model }),
    ...(aspectRatio && { aspectRatio }),
    ...(topicId && { topicId }),
    ...(favourite && { favourite: '1' }),
    ...(from && { from: dayStart(from, timeZone).toISOString() }),
    ...(to && { to: dayStart(shiftDay(to, 1), timeZone).toISOString() }),
    ...(sort !== 'newest' && { sort }),
  };
}
