'use client';

import { useSearchParams } from 'next/navigation';
import { useTimeZone } from 'next-intl';
import { useMemo } from 'react';
import {
  filtersToQuery,
  filtersToSearch,
  type GalleryFilters,
  queryString,
  readFilters,
} from './gallery-filters';

export interface Filters {
  filters: GalleryFilters;
  /** The same as the API takes it. */
  query: string;
  /** `replace` for steps that nobody wants to go back through, like the letters of a word. */
  change: (change: Partial<GalleryFilters>, how?: 'push' | 'replace') => void;
}

/**
 * The filters live in the address. It is changed through the browser's own history, which Next follows without asking
 * the server for the page again: only a page of pictures is fetched.
 */
export function useFilters(): Filters {
  const params = useSearchParams();
  const timeZone = useTimeZone() ?? 'UTC';
  return useMemo(() => {
    const filters = readFilters(Object.fromEntries(params));
    return {
      filters,
      query: queryString(filtersToQuery(filters, timeZone)),
      change(change, how = 'push') {
        const search = filtersToSearch({ ...filters, ...change });
        if (search === filtersToSearch(filters)) return;
        if (how === 'push') window.history.pushState(null, '', search);
        else window.history.replaceState(null, '', search);
      },
    };
  }, [params, timeZone]);
}
