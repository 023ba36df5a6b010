'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { DATE_PRESETS, presetStart } from './date-presets';
import type { GalleryFilters } from './gallery-filters';
import { useToday } from './use-today';

type Days = Pick<GalleryFilters, 'from' | 'to'>;

/** "Last 7 days", "since 1 Nov 2026", "1–5 Nov 2026"; empty when no day is set. */
export function useDateLabel(): (days: Days) => string {
  const t = useTranslations('gallery');
  const format = useFormatter();
  const today = useToday();
  // Days without a time have no zone: they are written as they were chosen.
  const options = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  return ({ from, to }) => {
    const preset = DATE_PRESETS.find(
      (name) => from === presetStart(name, today) && (to === '' || to === today),
    );
    if (preset) return t(`dates.${preset}`);
    if (from && to) return format.dateTimeRange(new Date(from), new Date(to), options);
    if (from) return t('dates.since', { day: format.dateTime(new Date(from), options) });
    return to ? t('dates.until', { day: format.dateTime(new Date(to), options) }) : '';
  };
}
