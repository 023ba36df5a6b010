import { shiftDay } from './shift-day';

export const DATE_PRESETS = ['today', 'week', 'month'] as const;
export type DatePreset = (typeof DATE_PRESETS)[number];

const DAYS_BACK: Readonly<Record<DatePreset, number>> = { today: 0, week: 6, month: 29 };

/** The day from which on a preset shows pictures; today is one of its days. */
export function presetStart(preset: DatePreset, today: string): string {
  return shiftDay(today, -DAYS_BACK[preset]);
}
