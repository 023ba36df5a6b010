'use client';

import { Calendar, Heart } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode } from 'react';
import { Chip, ChipSelect } from '@/components/ui/chip';
import { chipClass, cn } from '@/components/ui/class-names';
import { LazyPopup } from '@/components/ui/lazy-popup';
import { CATALOGUE, DEFAULT_MODEL } from '@/lib/providers/catalogue';
import type { GalleryFilters } from './gallery-filters';
import { useDateLabel } from './use-date-label';

const loadTopicPicker = () =>
  import('@/app/(studio)/gallery/_components/topics/topic-picker').then((module) => module.TopicPicker);

interface FilterChipsProps {
  filters: GalleryFilters;
  topicTitle: string;
  onChange: (change: Partial<GalleryFilters>) => void;
}

/** Rendered again when a filter changes, and not for every page of pictures that comes. */
export const FilterChips = memo(function FilterChips({ filters, topicTitle, onChange }: FilterChipsProps) {
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

interface ToggleChipProps {
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  children: ReactNode;
}

/** A chip that is on or off. */
function ToggleChip({ pressed, onChange, children }: ToggleChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onChange(!pressed)}
      className={cn(
        chipClass,
        'aria-pressed:text-foreground [&_svg]:size-4 aria-pressed:[&_svg]:fill-accent aria-pressed:[&_svg]:text-accent-text',
      )}
    >
      {children}
    </button>
  );
}

interface TopicFilterProps {
  topicId: string;
  title: string;
  onChange: (topicId: string) => void;
}

/** One topic alone, found by typing. */
function TopicFilter({ topicId, title, onChange }: TopicFilterProps) {
  const t = useTranslations('gallery');
  return (
    <LazyPopup
      kind="search"
      load={loadTopicPicker}
      popup={{ label: t('topic'), value: topicId, onChoose: ({ id }) => onChange(id) }}
      trigger={
        <button type="button" aria-label={`${t('topic')}: ${title || t('anyTopic')}`} className={chipClass}>
          <span>{t('topic')}</span>
          {topicId ? <span className="max-w-32 truncate font-medium text-foreground">{title}</span> : null}
        </button>
      }
    />
  );
}

type Days = Pick<GalleryFilters, 'from' | 'to'>;

interface DateFilterProps {
  days: Days;
  onChange: (days: Days) => void;
}

const loadPopover = () => import('./date-popover').then((module) => module.DatePopover);

/** When a picture was asked for. */
function DateFilter({ days, onChange }: DateFilterProps) {
  const t = useTranslations('gallery');
  const label = useDateLabel();
  return (
    <LazyPopup
      kind="dialog"
      load={loadPopover}
      popup={{ days, onChange }}
      trigger={
        <Chip label={t('date')} value={label(days)} icon={<Calendar aria-hidden className="size-3.5" />} />
      }
    />
  );
}
