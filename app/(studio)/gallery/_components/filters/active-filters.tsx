'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { findModel } from '@/lib/providers/catalogue';
import { type GalleryFilters, NO_FILTERS } from './gallery-filters';
import { useDateLabel } from './use-date-label';

interface Props {
  filters: GalleryFilters;
  topicTitle: string;
  onChange: (change: Partial<GalleryFilters>) => void;
}

/** What keeps pictures away, each to be taken off, and all at once. */
export function ActiveFilters({ filters, topicTitle, onChange }: Props) {
  const t = useTranslations('gallery');
  const dates = useDateLabel();
  const { q, favourite, topicId, model, aspectRatio, from, to, sort } = filters;
  const active = [
    { name: q && `“${q}”`, off: { q: '' } },
    { name: favourite && t('favourites'), off: { favourite: false } },
    { name: topicId && topicTitle, off: { topicId: '' } },
    { name: model && (findModel(model)?.label ?? model), off: { model: '' } },
    { name: aspectRatio, off: { aspectRatio: '' } },
    { name: (from || to) && dates(filters), off: { from: '', to: '' } },
  ].flatMap(({ name, off }) => (name ? [{ name, off }] : []));
  if (active.length === 0) return null;
  return (
    <ul aria-label={t('activeFilters')} className="flex flex-wrap items-center gap-1.5">
      {active.map(({ name, off }) => (
        <li key={Object.keys(off).join()} className="min-w-0">
          <button
            type="button"
            aria-label={t('removeFilter', { name })}
            onClick={() => onChange(off)}
            className="inline-flex h-7 max-w-60 items-center gap-1.5 rounded-full border border-hairline-strong pr-2 pl-3 text-[0.8125rem] transition-colors duration-150 hover:bg-raised pointer-coarse:h-11"
          >
            <span className="truncate">{name}</span>
            <X aria-hidden className="size-3.5 shrink-0 text-muted" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          onClick={() => onChange({ ...NO_FILTERS, sort })}
          className="h-7 rounded-full px-2 text-[0.8125rem] text-muted underline-offset-4 hover:text-foreground hover:underline pointer-coarse:h-11"
        >
          {t('clearFilters')}
        </button>
      </li>
    </ul>
  );
}
