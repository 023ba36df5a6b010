'use client';

import { Heart } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChipSelect } from '@/components/ui/chip-select';
import { CATALOGUE, DEFAULT_MODEL } from '@/lib/providers/catalogue';
import { DateFilter } from './date-filter';
import type { GalleryFilters } from './gallery-filters';
import { SearchField } from './search-field';
import { ToggleChip } from './toggle-chip';
import { TopicFilter } from './topic-filter';

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
        <ChipSelect
          label={t('sort')}
          labelHidden
          value={filters.sort}
          onChange={(sort) => onChange({ sort })}
          options={[
            { value: 'newest', label: t('newest') },
            { value: 'oldest', label: t('oldest') },
          ]}
        />
        <ToggleChip pressed={filters.favourite} onChange={(favourite) => onChange({ favourite })}>
          <Heart aria-hidden />
          {t('favourites')}
        </ToggleChip>
        <TopicFilter
          topicId={filters.topicId}
          title={topicTitle}
          onChange={(topicId) => onChange({ topicId })}
        />
        <ChipSelect
          label={t('model')}
          value={filters.model}
          onChange={(model) => onChange({ model })}
          options={[
            { value: '', label: t('any') },
            ...CATALOGUE.map(({ id, label }) => ({ value: id as string, label })),
          ]}
        />
        <ChipSelect
          label={t('aspectRatio')}
          columns={2}
          value={filters.aspectRatio}
          onChange={(aspectRatio) => onChange({ aspectRatio })}
          options={[
            { value: '', label: t('any') },
            ...DEFAULT_MODEL.aspectRatios.map((ratio) => ({ value: ratio, label: ratio })),
          ]}
        />
        <DateFilter days={filters} onChange={({ from, to }) => onChange({ from, to })} />
      </div>
    </section>
  );
}
