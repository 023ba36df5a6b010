'use client';

import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { useNow } from '@/components/tasks/tasks-context';
import { dayOf, shiftDay } from '@/lib/time/days';
import type { GalleryFilters } from './gallery-filters';

export const DATE_PRESETS = ['today', 'week', 'month'] as const;
export type DatePreset = (typeof DATE_PRESETS)[number];

const DAYS_BACK: Readonly<Record<DatePreset, number>> = { today: 0, week: 6, month: 29 };

/** The day from which on a preset shows pictures; today is one of its days. */
export function presetStart(preset: DatePreset, today: string): string {
  return shiftDay(today, -DAYS_BACK[preset]);
}

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

/** The day that it is where the person is, by the database's clock. */
export function useToday(): string {
  return dayOf(useNow(30_000), useTimeZone() ?? 'UTC');
}
