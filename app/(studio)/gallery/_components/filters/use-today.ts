'use client';

import { useTimeZone } from 'next-intl';
import { useNow } from '@/components/gallery/use-now';
import { dayOf } from './day-of';

/** The day that it is where the person is, by the database's clock. */
export function useToday(): string {
  return dayOf(useNow(30_000), useTimeZone() ?? 'UTC');
}
