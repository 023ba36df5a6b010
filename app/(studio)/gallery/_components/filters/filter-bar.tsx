'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FilterChips } from './filter-chips';
import type { GalleryFilters } from './gallery-filters';
import { SearchField } from './search-field';

interface Props {
  filters: GalleryFilters;
  topicTitle: string;
  onChange: (change: Partial<GalleryFilters>, how?: 'push' | 'replace') => void;
  /** Beside the search. */
  children: ReactNode;
}

/** What to show, and in which order: on a narrow screen the chips are one line that scrolls. */
export function FilterBar({ filters, topicTitle, onChange, children }: Props) {
  const t = useTranslations('gallery');
  return (
    <section aria-label={t('filters')} className="flex flex-col gap-2.5">
      <div className="flex items-center gap-2">
        <SearchField value={filters.q} onSearch={(q) => onChange({ q: q.trim() }, 'replace')} />
        {children}
      </div>
      <div className="-mx-3 flex gap-1.5 overflow-x-auto px-3 [scrollbar-width:none] lg:mx-0 lg:flex-wrap lg:overflow-visible lg:px-0">
        <FilterChips filters={filters} topicTitle={topicTitle} onChange={onChange} />
      </div>
    </section>
  );
}
