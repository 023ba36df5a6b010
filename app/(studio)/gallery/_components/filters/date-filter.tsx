'use client';

import { Calendar } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Chip } from '@/components/ui/chip';
import { OnDemand } from '@/components/ui/on-demand';
import type { GalleryFilters } from './gallery-filters';
import { useDateLabel } from './use-date-label';

type Days = Pick<GalleryFilters, 'from' | 'to'>;

interface Props {
  days: Days;
  onChange: (days: Days) => void;
}

const loadPopover = () => import('./date-popover').then((module) => module.DatePopover);

/** When a picture was asked for. */
export function DateFilter({ days, onChange }: Props) {
  const t = useTranslations('gallery');
  const label = useDateLabel();
  return (
    <OnDemand
      kind="dialog"
      load={loadPopover}
      popup={{ days, onChange }}
      trigger={
        <Chip label={t('date')} value={label(days)} icon={<Calendar aria-hidden className="size-3.5" />} />
      }
    />
  );
}
