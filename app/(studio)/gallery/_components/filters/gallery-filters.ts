import type { GalleryQuery } from '@/lib/gallery/schema';
import { MAX_SEARCH } from '@/lib/limits';
import { readId } from '@/lib/schema/ids';
import { dayStart, shiftDay } from '@/lib/time/days';

/** What the gallery shows. Empty texts filter nothing. */
export interface GalleryFilters {
  q: string;
  model: string;
  aspectRatio: string;
  topicId: string;
  favourite: boolean;
  /** Days are those of the person's time zone, both inclusive. */
  from: string;
  to: string;
  sort: 'newest' | 'oldest';
}

/** The filters that a page's search parameters say; what they don't say rightly filters nothing. */
export function readFilters(params: Record<string, unknown>): GalleryFilters {
  return {
    q: readSearch(params.q),
    model: readShort(params.model, 100),
    aspectRatio: readShort(params.aspectRatio, 10),
    topicId: readId(params.topicId) ?? '',
    favourite: params.favourite === '1',
    from: readDay(params.from),
    to: readDay(params.to),
    sort: params.sort === 'oldest' ? 'oldest' : 'newest',
  };
}

function readSearch(value: unknown): string {
  if (typeof value !== 'string') return '';
  const text = value.replaceAll('\0', '').toWellFormed().trim();
  return Array.from(text).slice(0, MAX_SEARCH).join('');
}

function readShort(value: unknown, max: number): string {
  return typeof value === 'string' && value.length <= max ? value : '';
}

/** A day that is in the calendar, like 2026-02-28. */
function readDay(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '1970-01-02') return '';
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value) ? value : '';
}

/** Everything, newest first. */
export const NO_FILTERS: GalleryFilters = readFilters({});

/** The page's address for these filters: only what differs from everything, newest first. */
export function filtersToSearch({ favourite, sort, ...texts }: GalleryFilters): string {
  const params = new URLSearchParams(Object.entries(texts).filter(([, value]) => value !== ''));
  if (favourite) params.set('favourite', '1');
  if (sort !== 'newest') params.set('sort', sort);
  const search = params.toString();
  return search ? `/gallery?${search}` : '/gallery';
}

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

/** A query as the address of a request has it. */
export function queryString(query: Readonly<Record<string, string | number | undefined>>): string {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
}
