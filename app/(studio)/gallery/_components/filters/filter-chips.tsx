'use client';

import { Heart } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { ChipSelect } from '@/components/ui/chip-select';
import { CATALOGUE, DEFAULT_MODEL } from '@/lib/providers/catalogue';
import { DateFilter } from './date-filter';
import type { GalleryFilters } from './gallery-filters';
import { ToggleChip } from './toggle-chip';
import { TopicFilter } from './topic-filter';

interface Props {
  filters: GalleryFilters;
  topicTitle: string;
  onChange: (change: Partial<GalleryFilters>) => void;
}

/** Rendered again when a filter changes, and not for every page of pictures that comes. */
export const FilterChips = memo(function FilterChips({ filters, topicTitle, onChange }: Props) {
  const t = useTranslations('gallery');
  return (
    <>
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
    </>
  );
});
